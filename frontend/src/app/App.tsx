import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { keepBellFresh } from './bell';
import { queryClient } from './queryClient';
import { router } from './router';

keepBellFresh(queryClient);

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
