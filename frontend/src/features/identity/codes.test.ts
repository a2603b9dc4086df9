import { describe, expect, it } from 'vitest';
import { nothingShown, shownBody, shownProblem, shownProblems } from './CodeStep';
import { recoveryFile } from './RecoveryCodes';

describe('what is shown besides the password', () => {
  it('is sent as the code or as the recovery code, never both', () => {
    expect(shownBody({ by: 'code', value: '123 456' })).toEqual({ code: '123 456' });
    expect(shownBody({ by: 'recoveryCode', value: 'ABCD' })).toEqual({ recoveryCode: 'ABCD' });
  });

  it('is missing by the field that was asked', () => {
    expect(shownProblem(nothingShown).map(({ name }) => name)).toEqual(['code']);
    expect(shownProblem({ by: 'recoveryCode', value: ' ' }).map(({ name }) => name)).toEqual(['recoveryCode']);
    expect(shownProblem({ by: 'code', value: '1' })).toEqual([]);
  });
});

describe('a refusal of what was shown', () => {
  const refused = { fields: [{ name: 'code', message: 'This code is not right.' }], general: [] };

  it('stays while the same way is shown', () => {
    expect(shownProblems(refused, nothingShown)).toEqual(refused);
  });

  it('goes when somebody changes over to a recovery code, and leaves what else is wrong', () => {
    const other = { by: 'recoveryCode' as const, value: '' };
    const password = { name: 'password', message: 'Enter your password' };
    expect(shownProblems(refused, other)).toBeUndefined();
    expect(shownProblems({ ...refused, fields: [...refused.fields, password] }, other)?.fields).toEqual([password]);
  });
});

describe('the file of recovery codes', () => {
  it('says what it is for, and has a code a line', () => {
    expect(recoveryFile(['ABCD-EFGH', 'IJKL-MNOP'], 'bandwise.example').split('\n')).toEqual([
      'Recovery codes for Bandwise at bandwise.example. Each works once, in place of the authenticator app.',
      '',
      'ABCD-EFGH',
      'IJKL-MNOP',
      '',
    ]);
  });
});
