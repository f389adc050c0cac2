-- Its author took it back: the words go from here, the trail keeps them.
ALTER TABLE comment ADD COLUMN withdrawn_at timestamptz;
