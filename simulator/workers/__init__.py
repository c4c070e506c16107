"""Much work in chunks, by processes of this machine or of a cluster: each chunk is counted once, in order.

Theory of operation. The first process makes chunks (past calls that it has read, or the numbers of simulated ones),
and a worker counts what becomes of the calls of one: ``run_chunk(job, load)``, a function of a module that is pure and
whose counts are integers, so that it does not matter where it runs, or how often. ``chunk_run`` hands out no more
chunks than the executor has room for, and gives the counts back in the order of the chunks, each once: the totals are
the same bits whoever worked. A chunk whose worker is lost is sent again. One that all others have overtaken is sent to
another worker as well, and the first to count it wins. Every chunk says how many calls it has, and its counts how many
they are of; where these differ, nothing is reported.

``local_executor`` runs chunks here, in one process or in several (``processes``); ``dask_executor`` on the workers of
a Dask scheduler (by its ``dask_client``), where ``chunk_task`` receives them. What travels is the job, once to each
worker, and the loads: rows and other data, and never a machine.
"""
