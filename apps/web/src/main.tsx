import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { keepAppearance } from './lib/appearance.ts';
import { wasSignedIn } from './lib/signed-in-hint.ts';
import './styles/main.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
keepAppearance();
const app = createRoot(root);
app.render(<App />);

// The browser may keep a page that was left and show it again as it was; never one that its person has signed out of.
addEventListener('pagehide', () => {
  if (!wasSignedIn()) app.unmount();
});
addEventListener('pageshow', ({ persisted }) => {
  if (persisted && !root.hasChildNodes()) location.reload();
});
