#!/usr/bin/env python3
"""Fault tests of the whole program.

    python3 tests/faults/run.py KARYA sqlite|postgres [NAME…]    only those whose name holds a word

PostgreSQL is the cluster that KARYA_TEST_POSTGRES names. Prints a line a test and the seed of all
chances; KARYA_FAULTS_SEED repeats them.
"""

import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback

import crash
import database_gone
import drill
import full_disk
import hostile
import money_once
import nodes
import power_cut
import shop
import twins
from house import Ground

BOTH = [crash.killed_while_selling, crash.stopped_while_selling, twins.same_sale_at_once,
        nodes.few_goods_many_buyers, drill.backup_while_selling]
TESTS = {"sqlite": [*BOTH, nodes.second_server_refused, nodes.base_held_by_another_process,
                    power_cut.power_cut_while_selling, full_disk.full_disk_while_selling,
                    hostile.strangers_while_selling],
         "postgres": [*BOTH, nodes.nodes_tell_each_other, shop.few_pieces_many_guests,
                      money_once.paid_once_at_two_servers,
                      money_once.late_money_after_the_last_piece,
                      database_gone.database_gone_while_selling]}


def passes(test, ground, seed):
    begun = time.monotonic()
    try:
        figures = test(ground, random.Random(f"{seed} {test.__name__}"))
    except Exception:
        traceback.print_exc(file=sys.stdout)
        print(f"FAIL {test.__name__} ({time.monotonic() - begun:.1f} s)", flush=True)
        for server in ground.houses[-1].servers if ground.houses else []:
            print("the server said:\n" + server.said()[-3000:], flush=True)
        return False
    print(f"ok   {test.__name__}: {figures} ({time.monotonic() - begun:.1f} s)", flush=True)
    return True


def main():
    if len(sys.argv) < 3 or sys.argv[2] not in TESTS:
        sys.exit(__doc__)
    program, engine, *words = os.path.abspath(sys.argv[1]), *sys.argv[2:]
    cluster = os.environ.get("KARYA_TEST_POSTGRES", "") if engine == "postgres" else ""
    if engine == "postgres" and not cluster:
        sys.exit("KARYA_TEST_POSTGRES names no cluster (tools/postgres.sh start DIR)")
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(files, 20000), files))
    seed = os.environ.get("KARYA_FAULTS_SEED") or str(random.randrange(10**9))
    print(f"KARYA_FAULTS_SEED={seed}", flush=True)
    chosen = [test for test in TESTS[engine]
              if not words or any(word in test.__name__ for word in words)]
    begun = time.monotonic()
    work = tempfile.mkdtemp(prefix="karya-faults-")
    ground = None
    try:
        ground = Ground(program, work, cluster)
        print(f"laid in {time.monotonic() - begun:.1f} s", flush=True)
        failed = [test.__name__ for test in chosen if not passes(test, ground, seed)]
    finally:
        if ground:
            ground.close()
        shutil.rmtree(work)
    print(f"{len(chosen) - len(failed)} of {len(chosen)} in {time.monotonic() - begun:.0f} s")
    sys.exit(1 if failed or not chosen else 0)


if __name__ == "__main__":
    main()
