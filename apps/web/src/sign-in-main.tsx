import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepAppearance } from './lib/appearance.ts';
import { SignInPage } from './routes/sign-in-page.tsx';
import './styles/main.css';

const root = document.getElementById('root');
if (!root) throw new Error('sign-in.html has no #root');
keepAppearance();
createRoot(root).render(
  <StrictMode>
    <SignInPage />
  </StrictMode>,
);
