import type { Slot } from "../../research/campaign";
import type { Compute, Job, JobEvent, JobId } from "../ports/compute";
import type { Holder, SlotPool } from "./slot-pool";

type Plan = {
  readonly idea: string;
  readonly pool: SlotPool;
  /** Where no slot decides. It finds every job where it was started. */
  readonly here: Compute;
  readonly at: (slot: Slot) => Compute;
  /** How many runs the idea's plan still has, as far as there is one. */
  readonly toCome: () => number | undefined;
  /** Said when a job has to wait for a slot. */
  readonly waits: () => void;
};

/**
 * Where an idea of a campaign runs. A run has a slot from before it is submitted until it ended, and not a moment longer: while
 * the idea thinks and writes, others use it. Figures are drawn without a slot.
 */
export function slottedCompute({ idea, pool, here, at, toCome, waits }: Plan): Compute {
  const release = async (job: JobId) => {
    for (const holder of pool.holders) if (holder.idea === idea && isJobOf(holder, job)) await pool.release(holder);
  };
  const watch = async function* (job: JobId, signal: AbortSignal): AsyncGenerator<JobEvent> {
    for await (const event of here.watch(job, signal)) {
      if (event.type === "ended") await release(job);
      yield event;
    }
  };
  return {
    place: here.place,
    probe: (signal) => here.probe(signal),
    ...(here.cautions ? { cautions: (job, signal) => here.cautions!(job, signal) } : {}),
    async submit(job, signal) {
      if (!needsSlot(job)) return here.submit(job, signal);
      if (!pool.slotOf({ idea, job: job.id }) && pool.free === 0) waits();
      const slot = await pool.take({ idea, job: job.id }, signal, toCome());
      try {
        return await at(slot).submit(onSlot(job, slot), signal);
      } catch (error) {
        // What was interrupted may have been started all the same: it keeps the slot until whoever resumes has seen to it.
        if (!signal.aborted) await pool.release({ idea, job: job.id });
        throw error;
      }
    },
    watch,
    collect: (job, signal) => here.collect(job, signal),
    async cancel(job) {
      await here.cancel(job);
      await release(job);
    },
  };
}

/** Runs and their guards do; drawing figures takes a moment and no GPU. */
export function needsSlot({ id }: Pick<Job, "id">): boolean {
  return /^run_\d/.test(id);
}

/** A place names a job after what was asked for, and may add the commit. */
export function isJobOf({ job }: Holder, id: JobId): boolean {
  return id === job || (id.startsWith(`${job}-`) && /^[0-9a-f]{7,40}$/.test(id.slice(job.length + 1)));
}

function onSlot(job: Job, { gpu }: Slot): Job {
  return gpu === undefined ? job : { ...job, env: { ...job.env, CUDA_VISIBLE_DEVICES: String(gpu) } };
}
