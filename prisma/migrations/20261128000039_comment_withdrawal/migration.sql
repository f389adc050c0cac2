-- Its author took it back: the words go from here, the trail keeps them.
ALTER TABLE comment ADD COLUMN withdrawn_at timestamptz;

-- Whether a version stands where it does past its policy is asked wherever its stage is shown.
CREATE INDEX transition_bypass_model ON transition (model_id, version) WHERE kind = 'bypass';
