import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followSystemTheme } from './lib/theme.ts';
import './styles/main.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
followSystemTheme();
createRoot(root).render(<App />);
