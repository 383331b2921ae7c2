// Makes this browser a till of its own, and lets somebody sell on it.
import { enrol } from "./device/enrol";
import { joinClerk } from "./device/join";

const enrolling = document.querySelector<HTMLFormElement>("[data-enrol]");
if (enrolling) enrol(enrolling);
const joining = document.querySelector<HTMLFormElement>("[data-clerk]");
if (joining) void joinClerk(joining);
