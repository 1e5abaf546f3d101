'use client';

import { Check, Columns3 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { buttonClass } from '../ui/button';
import { Menu } from '../ui/menu';
import { menuItemClass } from '../ui/menu-style';

interface ColumnPickerProps {
  columns: { id: string; header: string; shown: boolean }[];
  onToggle: (id: string) => void;
}

export function ColumnPicker({ columns, onToggle }: ColumnPickerProps) {
  return (
    <Menu
      button={
        <>
          <Columns3 aria-hidden="true" size={15} strokeWidth={1.6} />
          Columns {columns.filter((column) => column.shown).length}
        </>
      }
      className={buttonClass()}
    >
      {columns.map((column) => (
        <DropdownMenu.CheckboxItem
          checked={column.shown}
          className={menuItemClass}
          key={column.id}
          onCheckedChange={() => onToggle(column.id)}
          onSelect={(event) => event.preventDefault()}
        >
          <span className="grid w-4 place-items-center text-accent-text">
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden="true" size={14} />
            </DropdownMenu.ItemIndicator>
          </span>
          {column.header}
        </DropdownMenu.CheckboxItem>
      ))}
    </Menu>
  );
}
