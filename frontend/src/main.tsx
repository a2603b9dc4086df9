import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import './design/styles.scss';

// The design system's behaviours start only where the page says that scripts run.
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');

const root = document.getElementById('bandwise');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
