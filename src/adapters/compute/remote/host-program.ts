import answer from "./program/answer.py";
import follow from "./program/follow.py";
import gpus from "./program/gpus.py";
import processes from "./program/processes.py";
import receive from "./program/receive.py";
import slurm from "./program/slurm.py";
import slurmNode from "./program/slurm-node.py";
import supervise from "./program/supervise.py";

/**
 * What runs on a host, whatever is installed there: one Python program that answers our questions and, as a process of its own,
 * supervises a job. It is sent with every question, so that a host has nothing to be installed, updated or cleaned.
 */
export const hostProgram = [processes, gpus, slurm, slurmNode, supervise, receive, follow, answer].join("\n\n");
