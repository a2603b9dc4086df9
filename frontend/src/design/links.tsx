import { Button } from 'nhsuk-react-components';
import type { ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';

/** Gives components that only know `href` the router's link. */
export function RouterLink({ href, ...rest }: Omit<LinkProps, 'to'> & { href?: string; to?: string }) {
  return <Link {...rest} to={rest.to ?? href ?? ''} />;
}

interface ButtonLinkProps {
  href: string;
  children: ReactNode;
  secondary?: boolean;
  small?: boolean;
}

/** A link to another page that looks like a button: the one main action of a page. */
export function ButtonLink({ href, children, secondary = false, small = false }: ButtonLinkProps) {
  return (
    <Button as="a" href={href} asElement={RouterLink} secondary={secondary} small={small}>
      {children}
    </Button>
  );
}
