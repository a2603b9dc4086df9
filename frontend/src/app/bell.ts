import type { QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { noticeCountQuery } from '@/features/notices/queries';

/** Whether an answered request may have settled a notice: not signing in or out, nor a draft, which saves itself with PUT. */
export function maySettle(method: string, address: string, ok: boolean): boolean {
  return ok && (method === 'POST' || method === 'DELETE') && !address.endsWith('/session');
}

/** Has the number beside the bell asked for anew after everything that the person does. */
export function keepBellFresh(client: QueryClient) {
  api.use({
    onResponse: ({ request, response }) => {
      if (maySettle(request.method, request.url, response.ok)) void client.invalidateQueries({ queryKey: noticeCountQuery.queryKey });
    },
  });
}
