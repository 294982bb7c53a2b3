import type { Violation } from '../check-invariants.ts';
import type { FaultPostgres } from './database.ts';
import {
  CannotRun,
  failureOf,
  reportOn,
  type FaultProgram,
  type Figures,
  type ProgramRun,
} from './program.ts';
import { startSite, type Site, type SiteSettings } from './site.ts';

export type SiteRun<Postgres extends FaultPostgres = FaultPostgres> = Omit<ProgramRun, 'postgres'> & {
  site: Site;
  postgres: Postgres;
  /** Reports what the program itself found broken. */
  violate: (id: string, message: string) => void;
  /** Starts work beside the program, which goes on while `goesOn` says so; the returned function ends it and waits for it. */
  meanwhile: (work: (goesOn: () => boolean) => Promise<void>) => () => Promise<void>;
};

type SitePlan<Postgres extends FaultPostgres> = Omit<FaultProgram, 'run'> & {
  /** The processes that it starts with. */
  site: Omit<SiteSettings, 'databaseUrl' | 'without'>;
  /** Starts a Postgres that no other program uses, where it needs one. */
  ownPostgres?: () => Promise<Postgres>;
  run: (run: SiteRun<Postgres>) => Promise<Figures>;
};

/** A program on a site with a database of its own; whatever it does, the invariants are checked at its end. */
export function onSite<Postgres extends FaultPostgres = FaultPostgres>({
  site: settings,
  ownPostgres,
  run,
  ...about
}: SitePlan<Postgres>): FaultProgram {
  return {
    ...about,
    run: async (given) => {
      const own = await ownPostgres?.();
      const postgres = own ?? given.postgres;
      const site = await startSite({
        databaseUrl: await postgres.createDatabase(),
        ...settings,
        without: given.without,
      });
      const violations: Violation[] = [];
      const violate = (id: string, message: string): void =>
        void violations.push({ rule: about.id, id, message });
      const beside = workBeside();
      try {
        const figures = await run({
          ...given,
          postgres: postgres as Postgres,
          site,
          violate,
          meanwhile: beside.start,
        }).catch((error: unknown) => {
          if (error instanceof CannotRun) throw error;
          violations.push(failureOf(about.id, error));
          return {};
        });
        await beside.stop();
        return await reportOn(site, figures, violations);
      } finally {
        await beside.stop();
        await site.stop();
        await own?.stop();
      }
    },
  };
}

function workBeside(): { start: SiteRun['meanwhile']; stop: () => Promise<void> } {
  const ends: (() => Promise<void>)[] = [];
  return {
    start: (work) => {
      let goesOn = true;
      const done = work(() => goesOn);
      // Whoever ends it hears of it.
      done.catch(() => undefined);
      const end = (): Promise<void> => {
        goesOn = false;
        return done;
      };
      ends.push(end);
      return end;
    },
    stop: async () => void (await Promise.allSettled(ends.map((end) => end()))),
  };
}
