/** Hands a text to the browser as a download. The mark at the start makes spreadsheets read it as UTF-8. */
export function saveCsv(fileName: string, csv: string) {
  const address = URL.createObjectURL(new Blob(['\ufeff', csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName.endsWith('.csv') ? fileName : `${fileName}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}
