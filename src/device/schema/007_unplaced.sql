-- Few: those that came under an id or a number that another has. Their device asks for them by id.
CREATE INDEX device_event_unplaced ON device_event(device, event) WHERE placed = 0;
