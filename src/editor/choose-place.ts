import * as vscode from "vscode";
import type { KnownHost, SetupItem } from "../engine/setup";
import type { Board } from "./board";
import { changeSetting, setting } from "./configuration";
import type { Desk } from "./desk";
import { openConnection } from "./host-terminal";
import { whileBusy } from "./while-busy";

type Item = vscode.QuickPickItem & { readonly place?: string; readonly other?: true };

/**
 * Where experiments run: this machine, a host of the researcher's own SSH configuration, a Slurm cluster. What is chosen is looked at
 * first and what was found is shown; only then it becomes the setting.
 */
export async function choosePlace(desk: Desk): Promise<void> {
  for (;;) {
    const board = await desk.studio.openBoard();
    const now = setting<string>("compute.place", "local", board.project.folder);
    const chosen = await vscode.window.showQuickPick<Item>(placeItems(board, now), {
      title: vscode.l10n.t("Where shall experiments run?"),
      placeHolder: vscode.l10n.t("Nothing is sent anywhere before a run is launched"),
      matchOnDescription: true,
    });
    const place = chosen?.other ? await askForHost() : chosen?.place;
    if (place === undefined) return;
    const decided = await lookAt(desk, board, place);
    if (decided === "again") continue;
    if (decided === "chosen" && place !== now) {
      await changeSetting("compute.place", place, board.project.folder);
      await desk.studio.settingsChanged();
      if (board.walks.size > 0)
        void vscode.window.showInformationMessage(
          vscode.l10n.t("What is under way stays where it is. The next start or resume goes to the new place."),
        );
    }
    return;
  }
}

async function placeItems({ project }: Board, now: string): Promise<Item[]> {
  const hosts = await project.sshHosts();
  const chosen = (place: string, ...words: (string | undefined)[]) =>
    [...words, place === now ? vscode.l10n.t("chosen") : ""].filter(Boolean).join(" · ");
  const heading = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const here: Item = {
    label: `$(vm) ${vscode.l10n.t("This Machine")}`,
    description: chosen("local"),
    place: "local",
  };
  const direct = hosts.map((host) => hostItem(host, `ssh:${host.name}`, `$(server) ${host.name}`, chosen));
  const queues = hosts.map((host) =>
    hostItem(host, `slurm:${host.name}`, `$(layers) ${vscode.l10n.t("Slurm on {0}", host.name)}`, chosen),
  );
  const queueHere: Item = {
    label: `$(layers) ${vscode.l10n.t("Slurm on this machine")}`,
    description: chosen("slurm", vscode.l10n.t("where this is a login node")),
    place: "slurm",
  };
  return [
    here,
    heading(vscode.l10n.t("Hosts of your SSH configuration")),
    ...direct,
    { label: `$(add) ${vscode.l10n.t("Another Host…")}`, other: true },
    heading(vscode.l10n.t("Clusters, by their login node")),
    ...queues,
    queueHere,
  ];
}

function hostItem(
  { address, user }: KnownHost,
  place: string,
  label: string,
  chosen: (place: string, ...words: (string | undefined)[]) => string,
): Item {
  return { label, place, description: chosen(place, [user, address].filter(Boolean).join("@")) };
}

async function askForHost(): Promise<string | undefined> {
  const named = await vscode.window.showInputBox({
    title: vscode.l10n.t("Which host? As you would write it after “ssh”."),
    placeHolder: "ada@h100.example.org",
    validateInput: (text) =>
      /^[A-Za-z0-9_[][^\s'"\\$`;&|<>()]*$/.test(text.trim())
        ? undefined
        : vscode.l10n.t(
            "Give one name or address, such as h100-box or ada@10.0.0.7. Ports and keys belong to your SSH configuration.",
          ),
  });
  return named === undefined ? undefined : `ssh:${named.trim()}`;
}

type Decided = "chosen" | "again" | "nothing";
type Finding = vscode.QuickPickItem & { readonly decided?: Decided; readonly item?: SetupItem; readonly again?: true };

/** What is there and what is missing at a place, each with what can be done; looked at again after something was. */
async function lookAt(desk: Desk, board: Board, place: string): Promise<Decided> {
  const name = place.replace(/^(ssh|slurm):/, "");
  const title = place === "local" ? vscode.l10n.t("This Machine") : name;
  for (;;) {
    const found = await whileBusy(title, vscode.l10n.t("Looking at what is there…"), (signal) =>
      board.project.checkPlace(place, signal),
    );
    if (!found) return "nothing";
    const picked = await vscode.window.showQuickPick(findings(board, found), { title, matchOnDescription: true });
    if (!picked) return "nothing";
    if (picked.decided) return picked.decided;
    const remedy = picked.item?.remedy;
    if (remedy?.how === "connect") await untilClosed(await openConnection(desk, remedy.host));
    else if (remedy && remedy.how !== "choose-place") {
      await vscode.commands.executeCommand("aiScientist.fixSetup", { remedy });
      return "nothing";
    }
  }
}

function findings({ models }: Board, items: readonly SetupItem[]): Finding[] {
  const lacking = models.lackingRows(vscode.l10n, items);
  const use: Finding = {
    label: `$(check) ${lacking.length === 0 ? vscode.l10n.t("Run experiments here") : vscode.l10n.t("Choose it all the same")}`,
    description: lacking.length === 0 ? "" : vscode.l10n.t("no run begins before what is missing is there"),
    decided: "chosen",
  };
  const problems = lacking.map(({ label, verb, detail, item }) => ({
    label: `$(error) ${label}`,
    description: verb,
    detail,
    item,
  }));
  const there = items
    .filter(({ state }) => state === "ok")
    .map((item) => ({ label: `$(pass) ${item.name}`, description: item.value, again: true as const }));
  const more: Finding[] = [
    { label: `$(refresh) ${vscode.l10n.t("Look Again")}`, again: true },
    { label: `$(arrow-left) ${vscode.l10n.t("Choose Another Place…")}`, decided: "again" },
  ];
  return lacking.length === 0 ? [use, ...there, ...more] : [...problems, ...more, ...there, use];
}

function untilClosed(terminal: vscode.Terminal): Promise<void> {
  return new Promise((closed) => {
    const listening = vscode.window.onDidCloseTerminal((one) => {
      if (one !== terminal) return;
      listening.dispose();
      closed();
    });
  });
}
