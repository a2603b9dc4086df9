import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { longDate } from '@/design';

/** Who one is at the organisation's own providers; nothing where one is nobody there. */
export function OwnIdentities() {
  const { data } = useQuery({ queryKey: ['own-identities'], queryFn: () => answer(api.GET('/me/identities')) });
  if (!data || data.items.length === 0) return null;
  return (
    <>
      <h2 className="nhsuk-heading-m">Sign-in through your organisation</h2>
      <ul>
        {data.items.map(({ id, provider, email, usedAt }) => (
          <li key={id} className="bw-any">
            {provider}
            {email === '' ? '' : `, as ${email}`}
            {usedAt ? `, last used on ${longDate(usedAt)}` : ', not used yet'}
          </li>
        ))}
      </ul>
      <p>If you do not know one of them, tell an administrator, who can take it away.</p>
    </>
  );
}
