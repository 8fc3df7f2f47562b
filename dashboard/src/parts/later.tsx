// How is a page loaded only when somebody goes there? The first page comes alone and soon; the others follow while nothing else is to be done.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Refused } from '../live/api';
import { Bare, Fault, Loading } from './states';

interface Props<PageProps> { load: () => Promise<ComponentType<PageProps>>; name: string; props: PageProps }

export function Later<PageProps extends object>({ load, name, props }: Props<PageProps>) {
  const [page, setPage] = useState<{ Page: ComponentType<PageProps> }>();
  const [isLost, setLost] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    setLost(false);
    load().then((Page) => { if (!left) setPage({ Page }); }, () => { if (!left) setLost(true); });
    return () => { left = true; };
  }, [load, tries]);
  if (page) return <page.Page {...props} />;
  // A newer dayshift has other files than the one that this tab began with.
  const refused = new Refused({ status: 0, detail: 'This page could not be loaded.', advice: 'Try again; when dayshift was renewed meanwhile, reload the tab.' });
  return <Bare name={name}>{isLost ? <Fault refused={refused} onRetry={() => { setTries((count) => count + 1); }} /> : <Loading what="the page" />}</Bare>;
}
