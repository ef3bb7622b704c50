import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { serve } from "./serve";

/** The language server of papers: a process of its own, so that neither a long paper nor a bad one is felt by the editor. */
const connection = process.argv.includes("--node-ipc")
  ? createProtocolConnection(new IPCMessageReader(process), new IPCMessageWriter(process))
  : createProtocolConnection(new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));

serve(connection);
connection.onClose(() => process.exit(0));
connection.listen();
