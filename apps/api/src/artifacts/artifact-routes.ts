import { artifactEndpoints } from '@taskhelm/contract';
import type { Context } from '../context.ts';
import { download, type Mount } from '../http/mount-endpoint.ts';

export function mountArtifactRoutes(mount: Mount, { artifacts }: Context): void {
  mount(artifactEndpoints.list, async ({ params }) => ({ data: await artifacts.list(params.id) }));
  mount(artifactEndpoints.download, async ({ params }) => download(await artifacts.content(params.id)));
}
