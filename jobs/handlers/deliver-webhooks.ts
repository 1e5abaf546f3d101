import { deliverWebhooks } from '#lib/alerts/deliver-webhooks';

export const handleDeliverWebhooks = (): Promise<void> => deliverWebhooks();
