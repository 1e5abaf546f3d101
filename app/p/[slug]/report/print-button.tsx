'use client';

import { Button } from '#components/ui/button';

/** The browser's own print dialog, which also saves as PDF. */
export function PrintButton() {
  return (
    <span className="no-print">
      <Button onClick={() => window.print()} variant="primary">
        Print or save as PDF
      </Button>
    </span>
  );
}
