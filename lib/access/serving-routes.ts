import { z } from 'zod';
import { leaderboardResult, postedOutputs } from '#lib/scoring/leaderboard-result';
import { modelField } from '#lib/scoring/lenient-text';
import { embeddingsAnswer, embeddingsRequest, modelsAnswer } from '#lib/scoring/protocols/embeddings';
import { getRewardAnswer, getRewardRequest } from '#lib/scoring/protocols/openrlhf';
import { rerankAnswer, rerankRequest } from '#lib/scoring/protocols/rerank';
import { infoAnswer, pipelineAnswer, predictAnswer, predictRequest } from '#lib/scoring/protocols/tei';
import {
  classifyAnswer,
  classifyRequest,
  poolingAnswer,
  poolingRequest,
  scoreAnswer,
  scoreRequest,
} from '#lib/scoring/protocols/vllm';
import {
  compareAnswer,
  compareRequest,
  rankAnswer,
  rankRequest,
  rewardAnswer,
  rewardRequest,
} from '#lib/scoring/score-rewards';
import type { DescribedRoute } from './api-description';

const post = (path: string, summary: string, input: z.ZodObject, answer: z.ZodType): DescribedRoute => ({
  method: 'post',
  path,
  permission: 'reward:score',
  summary,
  input,
  answer,
});

/** Everything that scores, as programs elsewhere see it. */
export const SERVING_ROUTES: DescribedRoute[] = [
  post(
    '/api/v1/projects/[slug]/leaderboards',
    'Score the outputs of several sources with one reward model, and keep how they stand.',
    postedOutputs.extend({ slug: z.string() }),
    z.object({ number: z.number(), name: z.string(), result: leaderboardResult }),
  ),
  post('/api/v1/rewards', 'Score responses to a prompt with a reward model.', rewardRequest, rewardAnswer),
  post('/api/v1/rewards/rank', 'The same, best first: best of N.', rankRequest, rankAnswer),
  post(
    '/api/v1/rewards/compare',
    'How probably is the first of two preferred?',
    compareRequest,
    compareAnswer,
  ),
  post('/serve/get_reward', 'As a remote reward model of OpenRLHF.', getRewardRequest, getRewardAnswer),
  post('/serve/classify', 'As vLLM’s /classify; what verl asks.', classifyRequest, classifyAnswer),
  post('/serve/pooling', 'As vLLM’s /pooling.', poolingRequest, poolingAnswer),
  post('/serve/score', 'As vLLM’s /score: prompts and responses apart.', scoreRequest, scoreAnswer),
  post('/serve/rerank', 'As vLLM’s and Jina’s /rerank, or TEI’s by `texts`.', rerankRequest, rerankAnswer),
  post('/serve/v1/rerank', 'As Jina’s and vLLM’s /v1/rerank.', rerankRequest, rerankAnswer),
  post('/serve/v2/rerank', 'As Cohere’s /v2/rerank.', rerankRequest, rerankAnswer),
  post('/serve/predict', 'As TEI’s /predict.', predictRequest, predictAnswer),
  post('/serve', 'As the hosted endpoints of Hugging Face.', predictRequest, pipelineAnswer),
  {
    method: 'get',
    path: '/serve/info',
    permission: 'reward:score',
    summary: 'As TEI’s /info.',
    input: z.object({ model: modelField }),
    answer: infoAnswer,
  },
  post(
    '/serve/v1/embeddings',
    'As SGLang serves a reward model, for verl.',
    embeddingsRequest,
    embeddingsAnswer,
  ),
  {
    method: 'get',
    path: '/serve/v1/models',
    permission: 'reward:score',
    summary: 'Versions and aliases.',
    input: z.object({}),
    answer: modelsAnswer,
  },
];
