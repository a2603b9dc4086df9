import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { DateText } from './DateText';
import { TodayContext } from './Today';

it('shows the date and how far it is from the day of the server', () => {
  render(
    <TodayContext value="2027-02-20">
      <p>
        <DateText date="2027-03-14" />
      </p>
    </TodayContext>,
  );
  expect(screen.getByRole('paragraph')).toHaveTextContent('14 March 2027 (in 22 days)');
  expect(screen.getByText('14 March 2027').closest('time')).toHaveAttribute('datetime', '2027-03-14');
});

it('says that there is no date', () => {
  render(
    <p>
      <DateText date={null} none="Not planned" />
    </p>,
  );
  expect(screen.getByRole('paragraph')).toHaveTextContent('Not planned');
});
