import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { keepAppearance } from './lib/appearance.ts';
import './styles/main.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
keepAppearance();
createRoot(root).render(<App />);
