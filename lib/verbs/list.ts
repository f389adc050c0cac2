import { exportAudit } from "./audit/export-audit";
import { getAuditEvent } from "./audit/get-audit-event";
import { listAudit } from "./audit/list-audit";
import { verifyAudit } from "./audit/verify-audit";
import type { Verb } from "./kernel";
import { acceptLink } from "./people/accept-link";
import { changePassword } from "./people/change-password";
import { checkLink } from "./people/check-link";
import { createToken } from "./people/create-token";
import { createUser } from "./people/create-user";
import { endSessions } from "./people/end-sessions";
import { grantBypass } from "./people/grant-bypass";
import { inviteUser } from "./people/invite-user";
import { issueLink } from "./people/issue-link";
import { listBypassRights } from "./people/list-bypass-rights";
import { listMembers } from "./people/list-members";
import { listSessions } from "./people/list-sessions";
import { listTokens } from "./people/list-tokens";
import { listUsers } from "./people/list-users";
import { me } from "./people/me";
import { reauthenticate } from "./people/reauthenticate";
import { revokeBypass } from "./people/revoke-bypass";
import { revokeToken } from "./people/revoke-token";
import { setUp } from "./people/set-up";
import { setUpState } from "./people/set-up-state";
import { signIn } from "./people/sign-in";
import { signInWithProvider } from "./people/sign-in-with-provider";
import { signOut } from "./people/sign-out";
import { updateProfile } from "./people/update-profile";
import { updateUser } from "./people/update-user";
import { addComment } from "./registry/add-comment";
import { bypassPolicy } from "./registry/bypass-policy";
import { checkGates } from "./registry/check-gates";
import { createModel } from "./registry/create-model";
import { createRequest } from "./registry/create-request";
import { createVersion } from "./registry/create-version";
import { decidePolicy } from "./registry/decide-policy";
import { decideRequest } from "./registry/decide-request";
import { deleteAlias } from "./registry/delete-alias";
import { deleteModel } from "./registry/delete-model";
import { deleteModelTag } from "./registry/delete-model-tag";
import { deleteVersion } from "./registry/delete-version";
import { deleteVersionTag } from "./registry/delete-version-tag";
import { describeVersion } from "./registry/describe-version";
import { diffVersions } from "./registry/diff-versions";
import { editModel } from "./registry/edit-model";
import { editVersion } from "./registry/edit-version";
import { getBoard } from "./registry/get-board";
import { getDownloadUri } from "./registry/get-download-uri";
import { getHistory } from "./registry/get-history";
import { getInbox } from "./registry/get-inbox";
import { getLatestVersions } from "./registry/get-latest-versions";
import { getModel } from "./registry/get-model";
import { getPolicy } from "./registry/get-policy";
import { getRequest } from "./registry/get-request";
import { getRollback } from "./registry/get-rollback";
import { getVersion } from "./registry/get-version";
import { getVersionByAlias } from "./registry/get-version-by-alias";
import { listComments } from "./registry/list-comments";
import { listModels } from "./registry/list-models";
import { listRequests } from "./registry/list-requests";
import { listVersions } from "./registry/list-versions";
import { previewPolicy } from "./registry/preview-policy";
import { renameModel } from "./registry/rename-model";
import { reviseRequest } from "./registry/revise-request";
import { rollBackModel } from "./registry/roll-back-model";
import { searchModels } from "./registry/search-models";
import { searchVersions } from "./registry/search-versions";
import { setAlias } from "./registry/set-alias";
import { setModelTag } from "./registry/set-model-tag";
import { setPolicy } from "./registry/set-policy";
import { setVersionTag } from "./registry/set-version-tag";
import { transitionVersion } from "./registry/transition-version";
import { updateModel } from "./registry/update-model";
import { updateVersion } from "./registry/update-version";
import { withdrawRequest } from "./registry/withdraw-request";
import { compareRuns } from "./tracking/compare-runs";
import { createExperiment } from "./tracking/create-experiment";
import { createLoggedModel } from "./tracking/create-logged-model";
import { createRun } from "./tracking/create-run";
import { deleteArtifact } from "./tracking/delete-artifact";
import { deleteExperiment } from "./tracking/delete-experiment";
import { deleteExperimentTag } from "./tracking/delete-experiment-tag";
import { deleteLoggedModel } from "./tracking/delete-logged-model";
import { deleteLoggedModelTag } from "./tracking/delete-logged-model-tag";
import { deleteRunTag } from "./tracking/delete-run-tag";
import { deleteRuns } from "./tracking/delete-runs";
import { finishLoggedModel } from "./tracking/finish-logged-model";
import { getArtifact } from "./tracking/get-artifact";
import { getExperiment } from "./tracking/get-experiment";
import { getExperimentByName } from "./tracking/get-experiment-by-name";
import { getLoggedModel } from "./tracking/get-logged-model";
import { getMetricHistories } from "./tracking/get-metric-histories";
import { getMetricHistory } from "./tracking/get-metric-history";
import { getRun } from "./tracking/get-run";
import { getServerInfo } from "./tracking/get-server-info";
import { listArtifacts } from "./tracking/list-artifacts";
import { listEvents } from "./tracking/list-events";
import { listExperiments } from "./tracking/list-experiments";
import { listRunKeys } from "./tracking/list-run-keys";
import { listRuns } from "./tracking/list-runs";
import { logBatch } from "./tracking/log-batch";
import { logInputs } from "./tracking/log-inputs";
import { logLoggedModelParams } from "./tracking/log-logged-model-params";
import { logModel } from "./tracking/log-model";
import { logOutputs } from "./tracking/log-outputs";
import { previewArtifact } from "./tracking/preview-artifact";
import { putArtifact } from "./tracking/put-artifact";
import { readSeries } from "./tracking/read-series";
import { renameExperiment } from "./tracking/rename-experiment";
import { restoreExperiment } from "./tracking/restore-experiment";
import { restoreRuns } from "./tracking/restore-runs";
import { runMetricRanks } from "./tracking/run-metric-ranks";
import { sampleMetricHistories } from "./tracking/sample-metric-histories";
import { searchDatasets } from "./tracking/search-datasets";
import { searchEverything } from "./tracking/search-everything";
import { searchExperiments } from "./tracking/search-experiments";
import { searchLoggedModels } from "./tracking/search-logged-models";
import { searchRuns } from "./tracking/search-runs";
import { setExperimentTag } from "./tracking/set-experiment-tag";
import { setLoggedModelTags } from "./tracking/set-logged-model-tags";
import { tagRuns } from "./tracking/tag-runs";
import { updateRun } from "./tracking/update-run";
import { createWebhook } from "./webhooks/create-webhook";
import { deleteWebhook } from "./webhooks/delete-webhook";
import { listDeliveries } from "./webhooks/list-deliveries";
import { listWebhooks } from "./webhooks/list-webhooks";
import { replayDeliveries } from "./webhooks/replay-deliveries";
import { replayDelivery } from "./webhooks/replay-delivery";
import { rotateWebhookSecret } from "./webhooks/rotate-webhook-secret";
import { testWebhook } from "./webhooks/test-webhook";
import { updateWebhook } from "./webhooks/update-webhook";

/** Every verb there is: what the test of roles walks over. A test fails for a verb's file that is not here. */
export const verbs: readonly Verb[] = [
  exportAudit,
  getAuditEvent,
  listAudit,
  verifyAudit,
  acceptLink,
  changePassword,
  checkLink,
  createToken,
  createUser,
  endSessions,
  inviteUser,
  issueLink,
  listSessions,
  listTokens,
  listUsers,
  me,
  reauthenticate,
  revokeToken,
  setUpState,
  setUp,
  signInWithProvider,
  signIn,
  signOut,
  updateProfile,
  updateUser,
  createModel,
  bypassPolicy,
  checkGates,
  createRequest,
  decidePolicy,
  decideRequest,
  getPolicy,
  getRequest,
  getRollback,
  listRequests,
  previewPolicy,
  reviseRequest,
  rollBackModel,
  setPolicy,
  withdrawRequest,
  createVersion,
  deleteAlias,
  deleteModelTag,
  deleteModel,
  deleteVersionTag,
  deleteVersion,
  describeVersion,
  diffVersions,
  getBoard,
  getHistory,
  getInbox,
  getLatestVersions,
  getModel,
  getVersionByAlias,
  getVersion,
  listModels,
  listVersions,
  renameModel,
  searchModels,
  searchVersions,
  setAlias,
  setModelTag,
  setVersionTag,
  transitionVersion,
  updateModel,
  updateVersion,
  compareRuns,
  createExperiment,
  createLoggedModel,
  createRun,
  deleteArtifact,
  deleteExperimentTag,
  deleteExperiment,
  deleteLoggedModelTag,
  deleteLoggedModel,
  deleteRunTag,
  deleteRuns,
  finishLoggedModel,
  getArtifact,
  getExperimentByName,
  getExperiment,
  getLoggedModel,
  getMetricHistories,
  getMetricHistory,
  getRun,
  getServerInfo,
  listArtifacts,
  listEvents,
  listExperiments,
  listRunKeys,
  listRuns,
  logBatch,
  logInputs,
  logLoggedModelParams,
  logModel,
  logOutputs,
  previewArtifact,
  putArtifact,
  readSeries,
  renameExperiment,
  restoreExperiment,
  restoreRuns,
  sampleMetricHistories,
  runMetricRanks,
  searchDatasets,
  searchEverything,
  searchExperiments,
  searchLoggedModels,
  searchRuns,
  setExperimentTag,
  setLoggedModelTags,
  tagRuns,
  updateRun,
  grantBypass,
  listBypassRights,
  listMembers,
  revokeBypass,
  addComment,
  editModel,
  editVersion,
  getDownloadUri,
  listComments,
  createWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  replayDeliveries,
  replayDelivery,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook,
];
