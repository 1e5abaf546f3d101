/** Hands a file to the browser as a download. */
export function saveFile(fileName: string, blob: Blob) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}

/** A text as a download. The mark at the start makes spreadsheets read it as UTF-8. */
export function saveCsv(fileName: string, csv: string) {
  saveFile(
    fileName.endsWith('.csv') ? fileName : `${fileName}.csv`,
    new Blob(['\ufeff', csv], { type: 'text/csv;charset=utf-8' }),
  );
}
