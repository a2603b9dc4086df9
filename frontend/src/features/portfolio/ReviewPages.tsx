import { SubNavigation } from '@/design';
import { useMe } from '@/session/session';

/** The pages about reviews that the viewer may open. */
export function ReviewPages() {
  const { permissions } = useMe();
  const pages = [
    { label: 'Claims', href: '/reviews', needs: 'portfolio.review' },
    { label: 'Second looks', href: '/reviews/second-looks', needs: 'moderation.decide' },
    { label: 'Agreement', href: '/reviews/agreement', needs: 'moderation.read' },
    { label: 'Rules', href: '/reviews/rules', needs: 'moderation.manage' },
  ];
  return (
    <SubNavigation label="Pages about reviews" pages={pages.filter(({ needs }) => permissions.includes(needs))} />
  );
}
