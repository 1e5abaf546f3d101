import { Chip } from '#components/ui/chip';
import type { DeliveryState } from '#lib/alerts/webhook-deliveries';

export const STATE_WORDS: Record<DeliveryState, string> = {
  WAITING: 'waiting',
  DELIVERED: 'delivered',
  FAILED: 'given up',
};

export function DeliveryStateChip({ state }: { state: DeliveryState }) {
  return state === 'DELIVERED' ? (
    <Chip icon="check" tone="pass">
      delivered
    </Chip>
  ) : state === 'FAILED' ? (
    <Chip tone="fail">given up</Chip>
  ) : (
    <Chip dot>waiting</Chip>
  );
}
