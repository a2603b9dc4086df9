import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { PasswordField } from './fields';

it('hides a password, lets a password manager fill it in, and lets it be pasted as it is', () => {
  const change = vi.fn();
  render(<PasswordField name="password" label="Password" value="" onChange={change} />);
  const field = screen.getByLabelText('Password');
  expect(field).toHaveProperty('type', 'password');
  expect(field.getAttribute('autocomplete')).toBe('current-password');
  expect(fireEvent.paste(field)).toBe(true);
  fireEvent.change(field, { target: { value: '  Three Random Words ' } });
  expect(change).toHaveBeenCalledWith('  Three Random Words ');
});
