import { expect, test } from "vitest";
import { refuseReaching } from "../../../../src/adapters/project/reproduce/study-data";
import { TemplateManifest } from "../../../../src/research/template";

const setting = (name: string) => TemplateManifest.parse({ scales: { smoke: { env: { [name]: "1" } } } });

test("a stranger's template starts programs by their names, and no file of its own before a sandbox is closed", () => {
  for (const program of ["../work/evil", "/proc/self/cwd/../work/evil", "C:\\evil.exe", "{python}/../evil"])
    for (const field of ["command", "guardCommand"])
      expect(() => refuseReaching(TemplateManifest.parse({ [field]: [program] })), program).toThrow(
        `its template.json starts ${program}, which is no program by its name.`,
      );
  for (const program of ["{python}", "bash", "./train.sh"])
    expect(() => refuseReaching(TemplateManifest.parse({ command: [program] })), program).not.toThrow();
});

test("a stranger's template sets nothing that the programs around an experiment obey", () => {
  const reaching = ["NODE_OPTIONS", "OPENSSL_CONF", "LD_PRELOAD", "GCONV_PATH", "Path", "PYTHONPATH", "PYTHONWARNINGS"];
  for (const name of [...reaching, "PYTHONUSERBASE", "PYTHONPYCACHEPREFIX", "ComSpec"])
    expect(() => refuseReaching(setting(name)), name).toThrow(`its template.json sets ${name}, with which`);
  for (const name of ["STEPS", "PYTHONHASHSEED", "PYTHONUNBUFFERED", "OMP_NUM_THREADS", "HF_HOME"])
    expect(() => refuseReaching(setting(name)), name).not.toThrow();
});
