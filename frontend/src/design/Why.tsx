import { Details } from 'nhsuk-react-components';
import type { ReactNode } from 'react';

interface WhyProps {
  /** What is explained, for those who hear the page: "Why is the Standards course due then?" */
  about?: string;
  /** The question, where "Why?" alone would leave open what it asks. */
  label?: string;
  children: ReactNode;
}

/** "Why?" beside a computed date or state: opens the sentence with its facts. */
export function Why({ about, label = 'Why?', children }: WhyProps) {
  return (
    <Details className="bw-why">
      <Details.Summary>
        {label}
        {about ? <span className="nhsuk-u-visually-hidden"> {about}</span> : null}
      </Details.Summary>
      <Details.Text>{children}</Details.Text>
    </Details>
  );
}
