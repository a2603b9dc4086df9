import { queryOptions } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useSubject } from '@/session/subject';

export const sheetQuery = (id: string) =>
  queryOptions({
    queryKey: ['appraisals', id],
    queryFn: () => answer(api.GET('/appraisals/{id}', { params: { path: { id } } })),
  });

export const agendaQuery = (personId: string) =>
  queryOptions({
    queryKey: ['people', personId, 'appraisal-agenda'],
    queryFn: () => answer(api.GET('/people/{id}/appraisal-agenda', { params: { path: { id: personId } } })),
  });

export const cyclesQuery = queryOptions({
  queryKey: ['appraisal-cycles'],
  queryFn: () => answer(api.GET('/appraisal-cycles')),
});

/** The meeting in the address, with where its page and the list of the person's meetings are. */
export function useMeetingPlace() {
  const subject = useSubject();
  const { meetingId = '' } = useParams();
  const list = `${subject.progressPath}/appraisals`;
  return { subject, meetingId, list, here: `${list}/${meetingId}` };
}
