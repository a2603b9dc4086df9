import { useMay } from '@/session/session';
import { AssignedPeople } from './AssignedPeople';
import { WorkforcePeople } from './WorkforcePeople';

/** The people whom the viewer looks after: with their progress where the viewer may see it for many at once. */
export function PeoplePage() {
  return useMay('workforce.read') ? <WorkforcePeople /> : <AssignedPeople />;
}
