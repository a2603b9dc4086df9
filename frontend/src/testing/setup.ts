import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// The design system's behaviours start only where the page says that scripts run.
document.body.classList.add('nhsuk-frontend-supported');
afterEach(() => cleanup());
