import { ExportRows } from '#components/table/export-rows';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { EmptyState } from '#components/ui/empty-state';
import { ScrollArea } from '#components/ui/scroll-area';
import { formatCoefficient, formatCount } from '#lib/charts/format-figure';
import type { PopulationStability } from '#lib/reward-model/population-stability';
import type { CallerTraffic, ModelTraffic } from '#lib/scoring/traffic';
import { ShareBars } from './share-bars';

const HEAD = 'h-6 py-1 pr-4 font-normal text-ink-3 text-left text-micro whitespace-nowrap';
const CELL = 'border-line border-t py-2 pr-4 align-top';

/** Does what is scored look like what the model knows? By caller, against responses to prompts that it was not trained on. */
export function TrafficPanel({
  model,
  traffic,
  hours,
}: {
  model: string;
  traffic: ModelTraffic | null;
  hours: number;
}) {
  return (
    <Card
      actions={
        traffic && traffic.callers.length > 0 && <SaveTraffic callers={traffic.callers} model={model} />
      }
      id="traffic"
      note={`last ${hours} hours against responses to prompts that ${model} was not trained on; texts are not kept`}
      title="Traffic"
    >
      {!traffic ? (
        <EmptyState icon="history" title="The model is being prepared">
          The worker reads what ordinary responses look like to it.
        </EmptyState>
      ) : traffic.callers.length === 0 ? (
        <EmptyState icon="inbox" title="Nothing was scored in this time">
          Requests show up here within seconds, by API key.
        </EmptyState>
      ) : (
        <ScrollArea className="overflow-x-auto" label="Traffic by caller">
          <table className="w-full min-w-[640px] border-collapse">
            <caption className="sr-only">Traffic by caller against the model’s own data</caption>
            <thead>
              <tr>
                <th className={HEAD} scope="col">
                  Caller
                </th>
                <th className={HEAD} scope="col">
                  Scored
                </th>
                <th className={HEAD} scope="col">
                  Rewards; grey: the data
                </th>
                <th className={HEAD} scope="col">
                  Lengths; grey: the data
                </th>
              </tr>
            </thead>
            <tbody>
              {traffic.callers.map((caller) => (
                <CallerRow caller={caller} key={caller.caller} />
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      <p className="mt-3 text-ink-3 text-small">
        An alert needs both: a stability index (PSI) above 0.25, and p below 0.001. Every request counts as
        one, however many responses it has, because responses to one prompt are alike.
      </p>
    </Card>
  );
}

/** What the table says, and the shares behind its bars. */
function SaveTraffic({ callers, model }: { callers: CallerTraffic[]; model: string }) {
  const shares = (of: number[] | undefined) => of?.join('; ') ?? null;
  const figures = (of: PopulationStability | null) => [
    of?.psi ?? null,
    of?.psiWithoutShift ?? null,
    of?.pValue ?? null,
    shares(of?.current),
    shares(of?.baseline),
  ];
  const headers = (of: string) => [
    `${of}: PSI`,
    `${of}: PSI without a shift`,
    `${of}: p`,
    `${of}: shares`,
    `${of}: shares of the data`,
  ];
  return (
    <ExportRows
      headers={['caller', 'responses', 'requests', ...headers('rewards'), ...headers('lengths')]}
      name={`traffic-${model}`}
      of="traffic"
      rows={callers.map(({ name, histogram, reward, length }) => [
        name,
        histogram.responses,
        histogram.requests,
        ...figures(reward),
        ...figures(length),
      ])}
    />
  );
}

function CallerRow({ caller }: { caller: CallerTraffic }) {
  return (
    <tr>
      <th className={`${CELL} text-left font-normal`} scope="row">
        <span className="block font-semibold">{caller.name}</span>
        {caller.shifted ? (
          <Chip tone="fail">{caller.shifted === 'reward' ? 'other rewards' : 'other lengths'}</Chip>
        ) : (
          <span className="text-ink-3 text-small">
            {caller.reward ? 'like the data' : 'too little to say'}
          </span>
        )}
      </th>
      <td className={`${CELL} whitespace-nowrap`}>
        {formatCount(caller.histogram.responses)} responses
        <span className="block text-ink-3 text-small">{formatCount(caller.histogram.requests)} requests</span>
      </td>
      <StabilityCell name={`Rewards of ${caller.name}`} stability={caller.reward} />
      <StabilityCell name={`Lengths of ${caller.name}`} stability={caller.length} />
    </tr>
  );
}

function StabilityCell({ stability, name }: { stability: PopulationStability | null; name: string }) {
  return (
    <td className={`${CELL} w-[32%]`}>
      {stability ? (
        <>
          <ShareBars label={name} stability={stability} />
          <span className="mt-1 block text-small">
            PSI <b>{formatCoefficient(stability.psi)}</b>
            <span className="text-ink-3">
              {' '}
              · {formatCoefficient(stability.psiWithoutShift)} without a shift · p{' '}
              {stability.pValue < 0.001 ? '< 0.001' : formatCoefficient(stability.pValue, 3)}
            </span>
          </span>
        </>
      ) : (
        <span className="text-ink-3 text-small">30 requests are needed</span>
      )}
    </td>
  );
}
