-- The ticker keeps the newest of each unit instead of the nation's, so that a unit's own board still
-- tells its last sales when others have sold since. The board is made anew from the events
-- (project.cpp: the subscriber has a new name).
CREATE INDEX board_news_unit ON board_news(unit, n);
DELETE FROM board_news;
DELETE FROM board_goods;
DELETE FROM board_day;
