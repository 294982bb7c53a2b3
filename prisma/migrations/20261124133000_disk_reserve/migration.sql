-- Four megabytes that are given back when the disk is full, so that what has begun can be answered, cancelled and ended.
-- Neither an index nor a column that could be stored elsewhere: emptying it must not need a page. Ten per cent of each page
-- are used, so that few rows make many pages.
CREATE TABLE disk_reserve (filler BIGINT NOT NULL) WITH (fillfactor = 10);
INSERT INTO disk_reserve (filler) SELECT generate_series(1, 12000);

CREATE FUNCTION release_disk_reserve() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF pg_relation_size('disk_reserve') > 0 THEN
    TRUNCATE disk_reserve;
  END IF;
END $$;

-- True where it was filled again. What does not fit is undone as a whole: the new file goes with the transaction.
CREATE FUNCTION refill_disk_reserve() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF pg_relation_size('disk_reserve') > 0 OR NOT pg_try_advisory_xact_lock(hashtext('disk_reserve')) THEN
    RETURN false;
  END IF;
  TRUNCATE disk_reserve;
  INSERT INTO disk_reserve (filler) SELECT generate_series(1, 12000);
  RETURN true;
END $$;

-- While the reserve is used up, what is left of the disk belongs to the tasks that are there.
CREATE FUNCTION refuse_tasks_without_reserve() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_relation_size('disk_reserve') = 0 THEN
    RAISE EXCEPTION 'the disk is full: its reserve is used up' USING ERRCODE = 'disk_full';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER refuse_tasks_without_reserve BEFORE INSERT ON tasks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_tasks_without_reserve();
