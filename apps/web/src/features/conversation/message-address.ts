import { createContext } from 'react';

/** Id of the task whose page shows the messages that stand here; null on that page itself. */
export const MessageAddress = createContext<string | null>(null);
