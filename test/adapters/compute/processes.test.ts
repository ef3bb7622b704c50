import { expect, test } from "vitest";
import { membersOf, taskkillArguments } from "../../../src/adapters/compute/job-processes";
import {
  memoryIn,
  type ProcessRow,
  psTable,
  rowInStat,
  windowsTable,
} from "../../../src/adapters/compute/process-table";

test("a line of /proc is read, whatever the program calls itself, and zombies are left out", () => {
  const stat = (name: string, state: string) =>
    `812 (${name}) ${state} 700 812 640 0 -1 4194560 1 0 0 0 5 2 0 0 20 0 1 0 987654 1000 250 18446744073709551615 0`;
  const row = { pid: 812, parent: 700, group: 812, session: 640, started: "987654", memoryKb: 0 };
  expect(rowInStat(stat("python3", "R"))).toEqual(row);
  expect(rowInStat(stat("a) R 1 (b", "S"))).toEqual(row);
  expect(rowInStat(stat("python3", "Z"))).toBeUndefined();
  expect(rowInStat("")).toBeUndefined();
});

test("a process's memory is what it has and the most that it ever had", () => {
  const status = "Name:\tpython3\nVmPeak:\t  900000 kB\nVmHWM:\t   81920 kB\nVmRSS:\t   10240 kB\n";
  expect(memoryIn(status)).toEqual({ memoryKb: 10240, peakKb: 81920 });
  expect(memoryIn("")).toEqual({ memoryKb: 0, peakKb: 0 });
});

test("what ps says on macOS is read", () => {
  const text =
    "    1     0     1  12000 Ss   Mon Jan  5 08:00:00 2026\n  812   700   812   4096 R+   Mon Jan  5 09:10:11 2026\n  813   812   812      0 Z    Mon Jan  5 09:10:12 2026\n";
  expect(psTable(text)).toEqual([
    { pid: 1, parent: 0, group: 1, memoryKb: 12000, started: "Mon Jan 5 08:00:00 2026" },
    { pid: 812, parent: 700, group: 812, memoryKb: 4096, started: "Mon Jan 5 09:10:11 2026" },
  ]);
});

test("what Windows says is read, and a process there ends with all it started", () => {
  expect(windowsTable("0 0 8192\r\n4312 880 52428800 639030000000000000\r\n\r\n")).toEqual([
    { pid: 4312, parent: 880, group: 4312, memoryKb: 51200, started: "639030000000000000" },
  ]);
  expect(taskkillArguments(4312)).toEqual(["/T", "/F", "/PID", "4312"]);
});

test("a job's processes are its group, its session, what is marked, and all their children", () => {
  const rows = [
    row(10, 1, 10),
    row(11, 10, 10),
    row(12, 11, 12),
    row(13, 12, 13),
    { ...row(20, 1, 20), session: 10 },
    row(30, 1, 30),
    row(31, 30, 30),
    row(40, 1, 40),
  ];
  expect(
    membersOf(rows, 10, ({ pid }) => pid === 30)
      .map(({ pid }) => pid)
      .sort(),
  ).toEqual([10, 11, 12, 13, 20, 30, 31]);
});

test("a process that is older than its parent's number is nobody's child", () => {
  const rows = [
    { ...row(10, 1, 10), started: "500" },
    { ...row(11, 10, 11), started: "400" },
    { ...row(12, 10, 12), started: "600" },
  ];
  expect(membersOf(rows, 10, () => false).map(({ pid }) => pid)).toEqual([10, 12]);
});

function row(pid: number, parent: number, group: number): ProcessRow {
  return { pid, parent, group, memoryKb: 1 };
}
