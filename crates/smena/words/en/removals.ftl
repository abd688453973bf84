removals-stage-title = Remove the stage “{ $name }”?
removals-pipeline-title = Remove the pipeline “{ $name }”?
removals-deals = { $n ->
    [0] No deals are there.
    [one] { $n } deal moves.
   *[other] { $n } deals move.
}
removals-deleted = { $n ->
    [one] { $n } of them is in the bin: restored, it comes to the new stage.
   *[other] { $n } of them are in the bin: restored, they come to the new stage.
}
removals-deals-here = { $n ->
    [one] { $n } deal
   *[other] { $n } deals
}
removals-everybody = Everybody’s deals count, also those that you don’t see. Nothing is set off by the move, and the order of lists stays.
removals-forms = Forms that will begin at the new stage:
removals-triggers = Triggers that the new stage will set off:
removals-to = Deals move to
removals-to-hint = Won or lost closes them now, with whoever is responsible.
removals-to-of = From “{ $name }” to
removals-to-all = All to one stage
removals-one-by-one = Stage by stage, as below
removals-to-all-hint = Won and lost deals go to what means the same in its pipeline.
removals-each = Stage by stage
removals-choice-won = { $name } (won)
removals-choice-lost = { $name } (lost)
removals-do = Move and remove
removals-back = Back to the pipeline
removals-done-stage = { $n ->
    [one] The stage “{ $name }” is removed; { $n } deal is at “{ $to }” now.
   *[other] The stage “{ $name }” is removed; { $n } deals are at “{ $to }” now.
}
removals-done-pipeline = { $n ->
    [one] The pipeline “{ $name }” is removed; { $n } deal has moved.
   *[other] The pipeline “{ $name }” is removed; { $n } deals have moved.
}
removals-done-empty = Removed: “{ $name }”. There were no deals.
removals-stage-gone = Somebody has removed this stage already. These are the pipelines as they are now.
removals-pipeline-gone = Somebody has removed this pipeline already. These are the pipelines as they are now.
removals-by-role = The role “{ $name }” has less at this stage: take the rule out there
removals-by-plan = { $name }: work is being shared out by rules. Wait until it is done, or call it off
removals-by-planned = { $name }: a departure is planned with a rule about this stage. Plan it anew without the rule

error-removals-last-pipeline = This is the last pipeline. Deals need one: add another first.
error-removals-last-open = This is the pipeline’s last open stage. New deals begin there: add another first.
error-removals-won = A pipeline always has one stage that means won. It can be renamed, not removed.
error-removals-lost = A pipeline always has one stage that means lost. It can be renamed, not removed.
error-removals-named = Something speaks of what would go and can’t move along. Change it there first.
error-removals-stage = Choose a stage that stays.
error-removals-outcome = Won deals stay won and lost ones lost: choose a stage that means the same.
