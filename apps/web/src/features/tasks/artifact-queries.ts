import { artifactEndpoints, type Artifact } from '@taskhelm/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, callText, urlOf } from '../../lib/api-client.ts';
import { steadied } from '../../lib/query-client.ts';
import { queryKeys } from '../../lib/query-keys.ts';

const OPEN_MS = 5_000;

export const artifactQueries = {
  /** Read once more when the task is over. */
  list: (taskId: string, isOver: boolean) =>
    queryOptions({
      queryKey: queryKeys.taskArtifacts(taskId, isOver),
      queryFn: ({ signal }) => call(artifactEndpoints.list, { params: { id: taskId }, signal }),
      select: (answer) => answer.data,
      placeholderData: keepPreviousData,
      refetchInterval: (query) => (isOver ? false : steadied(OPEN_MS, query)),
    }),
  /** It never changes. */
  text: (id: string) =>
    queryOptions({
      queryKey: queryKeys.artifactText(id),
      queryFn: ({ signal }) => callText(artifactEndpoints.download, { params: { id }, signal }),
      staleTime: Infinity,
      gcTime: 0,
    }),
};

export const downloadUrl = ({ id }: Artifact): string => urlOf(artifactEndpoints.download.path, { id }, {});

/** More is for the tools of the person who wants it. */
const MOST_PREVIEWED = 1_000_000;
const TEXT_TYPES =
  /^(?:text\/|application\/(?:json|xml|yaml|x-yaml|toml|javascript|sql|x-ndjson)$|.*\+(?:json|xml)$)/;

/** Whether it can be read as text. Nothing is ever shown as the image or page that it claims to be. */
export const isReadable = ({ media_type, size_bytes }: Artifact): boolean =>
  size_bytes <= MOST_PREVIEWED && TEXT_TYPES.test(media_type);
