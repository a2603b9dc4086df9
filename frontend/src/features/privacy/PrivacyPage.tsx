import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Facts, Loaded, Page, Section } from '@/design';
import { meQuery } from '@/session/queries';
import { noticeQuery } from './queries';

/** What is kept about people, why and for how long: for everybody, signed in or not. */
export function PrivacyPage() {
  const notice = useQuery(noticeQuery);
  const { data: me } = useQuery(meQuery);
  return (
    <Page title="Privacy">
      <Loaded query={notice} what="the privacy notice">
        {({ organisation, contact, areas, rules }) => (
          <>
            <p>
              {organisation || 'Your employer'} keeps these records in Bandwise to train, accredit and develop its staff, and
              is responsible for them. Nothing here is about patients: texts and files are checked for patients’ data and
              refused.
            </p>
            <Section title="What you can ask for">
              <ul className="nhsuk-list nhsuk-list--bullet">
                <li>
                  A copy of everything that is held about you
                  {me ? (
                    <>
                      : <Link to="/account/copies">ask for it here</Link>
                    </>
                  ) : (
                    ': sign in and ask for it on your account page, or, if you left, ask in writing'
                  )}
                  .
                </li>
                <li>To have something put right: whoever entered it can do that, or your line manager.</li>
                <li>To object, or to have something deleted, or its use limited: ask in writing and say why.</li>
                <li>
                  To see who read and changed your record
                  {me ? (
                    <>
                      : <Link to="/account/record">it is listed here</Link>
                    </>
                  ) : (
                    ', on your account page'
                  )}
                  .
                </li>
              </ul>
              <p className="bw-written">
                {contact ||
                  'Ask your manager or the data protection officer of your organisation. Your organisation has not named anybody here yet.'}
              </p>
              <p>
                If you are not content with the answer, you can complain to the Information Commissioner’s Office:{' '}
                <a href="https://ico.org.uk/make-a-complaint/">ico.org.uk/make-a-complaint</a>.
              </p>
            </Section>
            <Section title="What is kept">
              {areas.map((area) => (
                <section key={area.key} aria-labelledby={`area-${area.key}`}>
                  <h3 className="nhsuk-heading-s" id={`area-${area.key}`}>
                    {area.title}
                  </h3>
                  <p>{area.what}</p>
                  <Facts
                    facts={[
                      { term: 'Why', value: area.why },
                      { term: 'Where it comes from', value: area.from },
                      { term: 'Who sees it', value: area.seenBy },
                      { term: 'How long', value: area.kept },
                    ]}
                  />
                </section>
              ))}
            </Section>
            <Section title="How long, and what happens then">
              {rules.map((rule) => (
                <section key={rule.kind} aria-labelledby={`rule-${rule.kind}`}>
                  <h3 className="nhsuk-heading-s" id={`rule-${rule.kind}`}>
                    {rule.title}
                  </h3>
                  <Facts
                    facts={[
                      { term: 'Kept', value: rule.kept },
                      { term: 'Then', value: rule.does },
                      { term: 'Why so long', value: rule.reason },
                      { term: 'Source', value: rule.source },
                    ]}
                  />
                </section>
              ))}
              <p>A legal hold can keep a record longer, for example while a claim is open. Backups run out by your organisation’s own rules.</p>
            </Section>
            <Section title="The server’s log">
              <p>
                For each request the server writes down when it came, which kind of page it asked for, whether it was
                refused, your number in Bandwise (never your name) and the network address that it came from. It is there to
                find faults and to follow up misuse. Only those who run the server and your organisation’s security team
                read it, and it is deleted by your organisation’s own rules for such logs.
              </p>
            </Section>
            <Section title="Cookies">
              <p>One cookie keeps you signed in and goes when you close the browser. There is no advertising and no tracking.</p>
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
