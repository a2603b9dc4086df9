import { useQuery } from '@tanstack/react-query';
import { SelectField } from '@/design';
import { profilesQuery } from '../queries';
import { bandName } from '../words';

interface ProfileChoiceProps {
  value: string;
  onChange: (profileId: string) => void;
  placeholder: string;
}

/** The national profile that a match is judged against; it can wait until the levels show which comes nearest. */
export function ProfileChoice({ value, onChange, placeholder }: ProfileChoiceProps) {
  const { data } = useQuery(profilesQuery);
  return (
    <SelectField
      name="candidateProfileId"
      label="National profile to judge against (optional)"
      hint="The panel can choose it, or another one, at any time before it agrees"
      value={value}
      onChange={onChange}
      placeholder={placeholder}
      choices={(data?.items ?? []).map(({ id, title, band }) => ({
        value: id,
        label: `${title} (${bandName(band).toLowerCase()})`,
      }))}
    />
  );
}
