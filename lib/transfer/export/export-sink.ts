/** Where the files of an export go: a folder, or an archive on its way to a browser. One file is open at a time. */
export interface ExportSink {
  begin(path: string): Promise<void>;
  /** Resolves when more may come. The bytes are given away. */
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  /** After the last file. */
  finish(): Promise<void>;
}
