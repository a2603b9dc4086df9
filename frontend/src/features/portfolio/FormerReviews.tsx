import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { longDate, Section } from '@/design';
import type { components } from '@/api/schema';

type FormerReview = components['schemas']['FormerReview'];

const decisions: Record<FormerReview['outcome'], string> = {
  approved: 'approved',
  approved_lower: 'approved at a lower level',
  returned: 'returned',
};

/** What reviewers of other organisations decided on a claim that was brought along; nothing where it was not. */
export function FormerReviews({ claimId, visible }: { claimId: string; visible: boolean }) {
  const { data } = useQuery({
    queryKey: ['claims', claimId, 'former-reviews'],
    queryFn: () => answer(api.GET('/claims/{id}/former-reviews', { params: { path: { id: claimId } } })),
    enabled: visible,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Section title="Reviews at other organisations">
      <ul className="bw-rows">
        {data.items.map((review, index) => (
          <li key={index}>
            Reviewed at {review.organisation} by {review.reviewer} on {longDate(review.reviewedOn)}: {decisions[review.outcome]}
            {review.level ? ` (level ${review.level})` : ''}. Not confirmed here.
            {review.reason ? <p className="bw-written">{review.reason}</p> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
