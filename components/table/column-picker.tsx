'use client';

import { DropdownMenu } from 'radix-ui';
import { Icon } from '#components/ui/icon';
import { buttonClass } from '../ui/button-class';
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
          <Icon name="columns" size={15} />
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
              <Icon name="check" size={14} strokeWidth={2} />
            </DropdownMenu.ItemIndicator>
          </span>
          {column.header}
        </DropdownMenu.CheckboxItem>
      ))}
    </Menu>
  );
}
