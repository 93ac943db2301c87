# Sentences of the report in British English. A workspace may replace any of them in messages/en-GB.ftl.

# --- changes -----------------------------------------------------------------
against-previous = the previous { $grain }
against-last-year = the same { $grain } last year
against-last-year-to-date = the same months of last year

# "a 21% (99) increase on the previous quarter"; "an increase of less than 0.5% (22) on ..."
change-clause = { $kind ->
    [none] no change on { $against }
    [increase] { $vowel ->
        [yes] an
       *[no] a
    } { $amount } increase on { $against }
   *[decrease] { $vowel ->
        [yes] an
       *[no] a
    } { $amount } decrease on { $against }
}
change-amount = { $percentage } ({ $count })
change-count-clause = { $kind ->
    [none] no change on { $against }
    [increase] an increase of { $count } on { $against }
   *[decrease] a decrease of { $count } on { $against }
}
sentence-two-changes = { $name } saw { $first } and { $second }.
sentence-one-change = { $name } saw { $first }.
sentence-no-change-known = No change can be given for { $name }: { $why }.

sentence-level = { $name } came to { $value } in { $period }.
sentence-not-there = The figure for { $period } is { $why }.
sentence-year-to-date = The year to date stands at { $value }, { $kind ->
    [none] the same as
    [increase] { $percentage } above
   *[decrease] { $percentage } below
} the same months of last year ({ $before }).
sentence-no-limits = No control limits can be drawn for { $period }: { $why }.
sentence-not-compared = No comparison with { $which } can be made: the figure is { $why }.
sentence-no-year-to-date = The figure for the year to date, { $which }, is { $why }.
sentence-provisional = Figures marked (p) are provisional: records dated in their last { $days } days were still arriving when the extract was taken.
sentence-break = From { $day } the measure is not comparable with before: { $reason } Comparisons across that date are shown with this warning.

sentence-position = { $period } was { $words }; the limits, { $lower } to { $upper }, come from the { $grain }s of { $baseline }.
sentence-point = Judged by { $grain } ({ $profile }), { $period } was { $words }.
sentence-gap = The days to the latest event, on { $day }, came to { $days }: { $words }.

# --- charts --------------------------------------------------------------------
}. { $signals ->
    [0] No month lies outside its limits.
    [one] One month lies outside its limits: { $outside }.
   *[other] { $signals } months lie outside their limits: { $outside }.
}{ $gaps ->
    [0] {""}
    [one] {" "}One month is missing: { $missing }.
   *[other] {" "}{ $gaps } months are missing: { $missing }.
}
trend-summary = Trend by month, from { $start } in { $first } to { $end } in { $last }

# --- strip ---------------------------------------------------------------------
strip-change = { $kind ->
    [none] no change
    [increase] ▲ { $amount }
   *[decrease] ▼ { $amount }
} on { $against }
strip-unknown = change on { $against }: { $mark } { $why }
strip-year-to-date-unknown = year to date: { $mark } { $why }
strip-year-to-date = { $kind ->
    [none] no change
    [increase] ▲ { $percentage }
   *[decrease] ▼ { $percentage }
} year to date
aim-no-number = No numeric target: “{ $aim }”.
aim-none = No aim is stated.

# --- signals -------------------------------------------------------------------
position-above = above the upper limit
position-below = below the lower limit
position-within = within the limits
position-none = no limits
state-figure = above nought
state-nought = nought
state-incomplete = incomplete
state-not-available = not available
state-suppressed = suppressed
state-not-applicable = not applicable
state-incomplete-long = incomplete: not every month of it has been received
state-not-available-long = not available: no records of it are held
state-suppressed-long = suppressed: the count is small enough to point to people, or would give away one that is
state-not-applicable-long = not applicable

# --- headings and fixed parts ----------------------------------------------------
word-priority = Priority
heading-introduction = Introduction
particular-as-at = As known on
particular-definitions = By definitions first kept on
heading-data-issues = Data issues
heading-scorecard = Balanced scorecard
heading-table = { $title }
heading-priorities = Priorities
heading-how-limits = How the limits were made
heading-areas = By area
good-looks-like = Good looks like
how-counted = { $definition }
table-caption = { $title } in { $period }, beside its limits and the same { $grain } last year
scorecard-caption = Where each measure of the scorecard stands in { $period }
data-issues-loads = Extracts behind this report
data-issues-touches = What each issue touches
table-name-areas = { $name } by area
mark-c = [c] suppressed to protect people
mark-i = [i] incomplete
mark-x = [x] not available
mark-z = [z] not applicable
mark-p = (p) provisional
column-measure = Measure
column-objective = Objective
column-upper = Upper limit
column-lower = Lower limit
column-mean = Mean
column-median = Median
column-trend = Last twelve months
column-year-to-date = Year to date
column-month = Month
column-year = Year
column-area = Area
column-value = Figure
column-table = Table
column-extract = Extract
column-extracted = Taken on
column-covers = Covers
column-rows = Records
column-rejected = Rejected
column-duplicates = Duplicates
column-withdrawn = Withdrawn
column-issue = Issue
column-touches = Touches
column-change-previous = Change on { $against }
issue-rejected = { $count ->
    [one] One record of { $extract } was rejected (its line and reason are kept).
   *[other] { $count } records of { $extract } were rejected (their lines and reasons are kept).
}
issue-duplicates = { $count ->
    [one] One repeated id in { $extract }: the first record counts.
   *[other] { $count } repeated ids in { $extract }: the first record of each counts.
}
issue-provisional = { $months }: the extract was taken less than { $days } days after the month's end, so these figures can still change.
issue-taken-early = { $months }: the extract was taken before the month's end, so these figures can still change.
issue-incomplete = { $months } not received: no period that contains one of them is shown as whole.
issue-disposed = Records of { $months } were disposed of on { $day } ({ $rule }): no period that contains one of these months is shown as whole.
issue-erased = Some records were erased by order on { $day } and count no more: figures may be lower than those published before.
issue-revised = { $count ->
    [one] One figure differs from release { $release }.
   *[other] { $count } figures differ from release { $release }.
}
frozen-note = The baseline of { $baseline } is frozen as the records stood on { $as_at } (data version { $version }), decided by { $by } on { $day }: { $reason }
frozen-gaps = { $count } gaps from { $month }
frozen-moved = { $period } from { $then } to { $now }
frozen-line = { $line ->
    [mean] the mean
    [median] the median
    [lower-limit] the lower limit
   *[upper-limit] the upper limit
} would be { $now } and not { $then }
issue-frozen = { $name }: the limits come from { $baseline } as frozen (data version { $version }). { $kind ->
    [none] Today’s records give the same { $grain }s.
    [values] Since then records have moved { $moved }.
    [lines] From today’s records { $told }.
   *[both] Since then records have moved { $moved }. From today’s records { $told }.
}
issue-break = From { $day }: { $reason }
issues-none = No data issue is known.
touches-revised = those listed in data/revisions.csv
touches-areas = every figure by area (comparisons and limits across that month are not like for like)
issue-area-starts = { $area } is an area of its own from { $month } on. Before, its figures are not applicable.
issue-area-ends = { $area } is no area of its own after { $month }. From then on its figures are not applicable.
touches-all = every measure of { $tables }
definitions-fallback = No definitions are kept from before { $day }; the oldest kept are used.

# --- how to read ----------------------------------------------------------------

heading-reading = How to read the charts
reading-line = Each chart shows a measure { $grain } by { $grain }. The solid line is the mean, the dashed lines are the control limits. Under the force's own rule they come from the financial year before, which is shaded; under the other rules from all the { $grain }s shown, from a fixed run of them, or from those since a recorded decision to start again.
reading-common = A grey dot is common cause: the { $grain } lies within the usual range, and its ups and downs need no reason of their own. A blue diamond is an improvement and an orange square a concern; a black triangle is a change that is neither better nor worse in itself. The words beside a mark say which rule it met.
reading-hollow = A hollow mark is provisional. A cross is a { $grain } left out of the limits, for the reason beneath the chart. A gap is a { $grain } that was not received or may not be shown; it is never zero.
reading-band = The dotted line is a projection to the end of the financial year if things go on as they are. Its darker band is expected to hold the figure four times in five, its lighter band nineteen times in twenty.
reading-address = Every figure has an address, by which “openscrutiny explain” tells how it was worked out. The spreadsheet's last sheet names those of the figures in the words; data/figures.csv names every one.
reading-icons = What the icons mean
reading-rules = The rules of this report, and how often each marks a measure that has not changed
reading-chance = Chances are for independent months or quarters. Where neighbouring months are alike, marks that mean nothing are commoner; the page of the measure says so. One mark alone is a reason to look, not proof.
column-icon = Icon
column-meaning = Meaning
column-rules = Rules
column-marks = What is marked
column-wrong-point = Latest point marked by chance
column-wrong-year = Any of a year marked by chance
column-variation = Variation
column-assurance = Assurance
column-adjusted-chance = Adjusted chance
column-judgement = Judgement
column-period = Period
column-adjusted = Seasonally adjusted
variation-improvement-high = improvement (high)
variation-improvement-low = improvement (low)
variation-concern-high = concern (high)
variation-concern-low = concern (low)
variation-neither-high = special cause (high)
variation-neither-low = special cause (low)
variation-common-cause = common cause
variation-no-variation = no variation
variation-not-judged = not judged
variation-pass = consistently passing
variation-fail = consistently failing
variation-hit-or-miss = hit or miss
variation-no-target = no numeric target
meaning-improvement-high = A rise that is more than usual, where higher is better.
meaning-improvement-low = A fall that is more than usual, where lower is better.
meaning-concern-high = A rise that is more than usual, where lower is better.
meaning-concern-low = A fall that is more than usual, where higher is better.
meaning-neither-high = A rise that is more than usual and neither better nor worse in itself.
meaning-neither-low = A fall that is more than usual and neither better nor worse in itself.
meaning-common-cause = Nothing more than the usual ups and downs.
meaning-no-variation = Every figure behind the limits is the same.
meaning-not-judged = Too few comparable figures for limits.
meaning-pass = Left as it is, the measure will meet its target: the whole usual range lies on the right side of it.
meaning-fail = Left as it is, the measure will not meet its target: the whole usual range lies on the wrong side of it.
meaning-hit-or-miss = The target lies within the usual range: it will be met at some times and missed at others by luck alone.
meaning-no-target = The aim has no number that can be judged by the limits.
marks-police-fy-2sd = A figure outside the mean of last financial year's like periods plus and minus two standard deviations
marks-mdc-sql-2-5 = A figure outside the limits; seven in a row on one side of the mean, or rising, or falling; two of three near a limit
marks-mdc-2024 = A figure outside the limits; seven in a row on one side of the mean, or rising, or falling; two of three near a limit, where one outside it counts too
marks-nhsr-0-2-2 = A figure outside the limits; seven in a row on one side of the mean, or rising, or falling; two of three near a limit. Outlying steps are left out of the limits
marks-we = Western Electric rules one to four
marks-nelson = Nelson rules one to eight
marks-run = Of a run chart, which has no limits: seven in a row on one side of the median, or rising, or falling
rules-chart = { $title } ({ $profile }){ $chart ->
    [xmr] {""}
   *[other] , { $chart } chart
}
marks-anhoej = A run on one side of the median too long for chance, or too few crossings of it
sentence-chance = Of { $judged } measures judged, { $signals } are marked; about { $expected } of these would be expected by chance this { $grain } if nothing had changed.
fewer-than-one = fewer than one
sentence-kept = { $tested } measures have a usual range for the { $grain }, and at 5% the Benjamini-Hochberg rule, which allows for looking at so many at once, keeps { $kept ->
    [0] none of their signals
    [one] one of their signals
   *[other] { $kept } of their signals
}.
note-icons = Variation says whether the latest figure is more than its usual ups and downs, assurance whether the measure will meet its target left as it is.
note-adjusted-chance = Adjusted chance: how likely a quarter so far from those of the year before would be if nothing had changed, allowing for all the measures looked at (Benjamini-Hochberg); ✓ marks those kept at 5%.
scorecard-empty = No measure of this report serves these objectives: { $objectives }.
assurance-pass = consistently passing
assurance-fail = consistently failing
assurance-hit-or-miss = hit or miss
assurance-none = no numeric target
strip-point = { $when }, { $words }
strip-gap = days between events, to { $when }, { $words }
points = { $points } points
change-points = { $points }-point
span-from = from { $month }
span-between = { $first } to { $last }
left-out = left out of the limits: { $reason }
chart-title-move = { $kind ->
    [unknown] { $name } came to { $value } in { $period }
    [none] { $name } did not change on the { $grain } before
    [increase] { $name } rose { $amount } on the { $grain } before
   *[decrease] { $name } fell { $amount } on the { $grain } before
}
chart-title-within = ; { $period } was within the usual range
chart-title-above = ; { $period } was above the usual range
chart-title-below = ; { $period } was below the usual range
chart-title-no-limits = ; there is no variation to judge by
chart-title-point-quiet = ; { $when } was within the usual range
chart-title-point = ; { $when } was { $words }
chart-title-unknown = { $name } to { $period }
chart-summary = { $name } by { $grain }, { $first } to { $last }. { $count ->
    [0] No { $grain } with a figure
    [one] The one { $grain } with a figure was { $latest }
   *[other] The { $count } { $grain }s with a figure run from { $lowest } ({ $lowest_month }) to { $highest } ({ $highest_month }); the latest, { $latest_month }, was { $latest }
}. { $signals ->
    [0] No { $grain } is marked.
    [one] One { $grain } is marked: { $outside }.
   *[other] { $signals } { $grain }s are marked: { $outside }.
}{ $gaps ->
    [0] {""}
    [one] {" "}One { $grain } is missing: { $missing }.
   *[other] {" "}{ $gaps } { $grain }s are missing: { $missing }.
}
chart-rule = Rules: { $profile }{ $chart ->
    [xmr] {""}
   *[other] {", "}{ $chart } chart
} ({ $title }).
chart-worth = { $kind ->
    [median] A run chart about the median of { $count } { $grain }s.
   *[limits] Limits from { $count } { $grain }s.
} If nothing changed, { $alarm } of latest points would be marked all the same, and { $year } of years would hold at least one mark.
chart-prediction = The next { $grain }'s figure lies between { $low } and { $high } in 95% of cases (95% prediction limits).
chart-no-limits = A run chart: { $words }.
rebase-mark = New limits: { $reason } ({ $by }, { $day })
rebase-note = The limits start again in { $month }, decided by { $by } on { $day }: { $reason }
left-out-note = Left out of the limits: { $kind ->
    [one] { $first }
   *[more] { $first } to { $last }
}, { $reason }
areas-title = { $name } by area and { $grain }, all on one scale
areas-summary = { $name } by { $grain } in { $count } areas, { $first } to { $last }. In { $period }: { $values }.
areas-state = { $all ->
    [yes] all are
   *[no] { $count } { $count ->
        [one] is
       *[other] are
    }
} { $state }
areas-told = { $states } in { $area }
areas-some-not-drawn = Not drawn, for too few figures by { $grain }: of { $count } { $grain }s, { $areas }.
areas-not-drawn = No area has enough figures by { $grain } for a chart: of { $count } { $grain }s, { $areas }.
aim-met = Aim met in { $period }{ $kind ->
    [short] {""}
   *[long] {": "}{ $value } against { $goal }
}.
aim-not-met = Aim not met in { $period }{ $kind ->
    [short] {""}
   *[long] {": "}{ $value } against { $goal }
}.
aim-both = Both hold: the first tells what the measure usually does, the second what it did in { $period }.
how-limits-text = By the force's own rule ({ $profile }) the limits for { $period } are the mean of the { $grain }s of { $baseline } ({ $values }), { $mean }, plus and minus { $multiple } times their sample standard deviation: { $lower } to { $upper }, fixed for the year. They rest on { $count } figures, so a measure that has not changed falls outside them in { $alarm } of { $grain }s, and at least once in { $year } of years. The 95% prediction limits, which hold the next figure in 95% of cases, are { $low } to { $high }.
how-limits-months = The chart's monthly limits are made in the same way, the latest from { $count } months of { $baseline }.
how-series-text = The chart is judged by { $grain }s, by { $title } ({ $profile }): the mean of the { $baseline ->
    [0] {""}
   *[other] {"first "}{ $baseline }{" "}
}{ $grain }s { $span } is { $mean }, the limits { $lower } to { $upper }{ $chart ->
    [xmr] , the mean plus and minus 2.66 times the mean step from one { $grain } to the next
   *[other] , by the rules of a { $chart } chart
}. A point that is both better and worse is called { $conflict ->
    [improvement] an improvement
   *[concern] a concern
}.
how-series-run = The chart is a run chart, by { $title } ({ $profile }): it has no limits, and the median of the { $count } { $grain }s { $span } is { $median }.
how-series-none = The chart is a run chart: { $title } ({ $profile }) could not draw limits ({ $words }).
how-exact-limits = Counts so small have exact Poisson limits (Garwood) that no lower limit under zero can mislead: { $low } to { $high } for { $period }.
how-alike = Neighbouring { $grain }s are { $way ->
    [alike] alike (lag-one autocorrelation { $coefficient }), so marks that mean nothing are commoner than stated.
   *[opposite] unlike (lag-one autocorrelation { $coefficient }), so marks that mean nothing are rarer than stated.
}
how-season = The time of year explains { $share } of the variation between { $grain }s. The chart of each { $grain } against the same of earlier years, above, is free of it, and the first chart's data table gives seasonally adjusted figures.
table-name-points = { $name } by { $grain }
note-limits = Limits are the mean of the previous financial year's { $grain }s plus and minus { $multiple } sample standard deviations, fixed for the year (rule profile police-fy-2sd).
touches-everything = every measure of this report
strip-pass = Consistently passing: the usual range{ $year ->
    [none] {""}
   *[other] {" "}of { $year }
} lies wholly on the right side of the target of { $target }.
strip-fail = Consistently failing: the usual range{ $year ->
    [none] {""}
   *[other] {" "}of { $year }
} lies wholly on the wrong side of the target of { $target }.
strip-hit-or-miss = Hit or miss: the target of { $target } lies within the usual range{ $year ->
    [none] {""}
   *[other] {" "}of { $year }
}.
short-pass = passing
short-fail = failing
short-hit-or-miss = hit or miss
short-no-target = no target
heading-standing-out = What stands out
standing-out-none = No priority is marked this { $grain }.
note-by-gap = Judged by the days between the latest two events, of which “high” is a long time without: { $measures }.
note-by-point = Judged by months, at { $when }: { $measures }.
heading-outlook = The rest of the year
outlook = **{ $heading }.** If things go on as they are, { $year } ends at { $value } { $unit }: between { $low } and { $high } four times in five, between { $lowest } and { $highest } nineteen times in twenty. Were each coming { $grain } the same as last year’s, it would end at { $naive }.
outlook-alone = **{ $heading }.** If things go on as they are, { $period } comes to { $value } { $unit }: between { $low } and { $high } four times in five, between { $lowest } and { $highest } nineteen times in twenty. { $grain ->
    [month] Months
   *[other] Quarters
} of this measure do not add up to a year (what is counted in two of them is one thing in the year), so no year-end figure is projected.
outlook-none = **{ $heading }.** Nothing is projected: { $why ->
    [share] a projection is of counts, and this is none
   *[count] fewer than two years of { $grain }s that can be learnt from are held
}.
set-aside = The projection learns nothing from { $kind ->
    [one] { $first }
   *[more] { $first } to { $last }
}: { $reason }
season-title = { $name }: each { $grain } against the same { $grain } of the years before
season-summary = { $name } in the same { $grain } of up to { $count } years, oldest first. { $values }.
season-place = { $place }: { $values }
season-year = Year to { $last }
season-table = { $name } by { $grain } and year

late-month = { $month } is about { $share } complete at its age, by how earlier extracts filled up; about { $final } are to be expected in the end.
late-like-aged = At the same age { $month } had { $now } and { $before } had { $earlier }.

# --- most similar forces ---------------------------------------------------------
heading-group = Most similar forces
group-text = { $name } is set beside the forces most like it: { $others }. Rates for every { $per } people make forces of different sizes comparable; they do not make them alike in everything that crime hangs on.
column-rate = Rate
column-place = Place
column-lower-quartile = Lower quartile
column-median = Median
column-upper-quartile = Upper quartile
column-funnel = Against the group
table-group = Place among { $count } forces, { $period }: rates per { $per } people
place-lowest = { $place } lowest of { $size }
place-highest = { $place } highest of { $size }
note-place = Places count from the lowest rate where lower is better, otherwise from the highest. Forces with the same rate share a place.
note-funnel = Limits hold 95% and 99.8% of forces of a size if all had the group's rate, and are wider by as much as these forces differ more than chance would make them (Spiegelhalter).
funnel-within = within the limits
funnel-out-above = above the 95% limit
funnel-out-below = below the 95% limit
funnel-far-above = above the 99.8% limit
funnel-far-below = below the 99.8% limit
funnel-limit = { $level } limits
funnel-title = { $measure } in { $name } lay { $position } of its group in { $period }
funnel-summary = { $measure } per { $per } people in { $period }, by force: { $values }.
funnel-unit = { $unit } per { $per } people
funnel-size-unit = population in thousands

# --- narrative: what the sentence builders write -----------------------------------
prose-where = in { $area }
prose-level = { $name }{ $where } came to { $value } in { $period }.
prose-compare = { $kind ->
    [none] { $name }{ $where } did not change: { $value } in { $period } and { $before } in { $earlier }.
    [slight] { $name }{ $where } hardly changed: { $value } in { $period } and { $before } in { $earlier }.
    [increase] { $name }{ $where } rose by { $amount } to { $value } in { $period }, from { $before } in { $earlier }.
   *[decrease] { $name }{ $where } fell by { $amount } to { $value } in { $period }, from { $before } in { $earlier }.
}
prose-points = { $points } percentage points
prose-to-date = the year to date, { $period }
prose-provisional = { $value } (provisional)
prose-unknown = No comparison of { $name }{ $where } between { $period } and { $earlier } can be given: the figure for { $which } is { $why }.
prose-unknown-level = The figure of { $name }{ $where } for { $period } is { $why }.
prose-break = The two periods are not comparable: from { $day }, { $reason }
prose-position = { $name }{ $where } came to { $value } in { $period }, a figure { $words } (limits { $lower } to { $upper }, from { $baseline }).
prose-position-alone = { $name }{ $where } came to { $value } in { $period } ({ $point ->
    [none] { $words }
   *[other] { $point }: { $words }
}).
prose-aim = { $name }{ $where } came to { $value } in { $period }, so the aim of { $way ->
    [increase] { $goal } or more
   *[decrease] { $goal } or { $counts ->
        [yes] fewer
       *[no] less
    }
} (“{ $aim }”) was { $met ->
    [yes] met
   *[no] not met
}.
prose-aim-unknown = The aim for { $name } is “{ $aim }”; it cannot be judged, because the figure it starts from is { $why }.
prose-aim-words = The aim for { $name } is “{ $aim }”; it gives no number to be judged by.
prose-aim-none = No aim is stated for { $name }.
prose-share = { $name }{ $where } accounted for { $share } ({ $value }) of the { $total } counted under { $whole } in { $period }.
prose-areas = { $kind ->
    [increase] { $name } rose
   *[decrease] { $name } fell
} { $equal ->
    [yes] as much in
   *[no] most in
} { $area }{ $among ->
    [some] {" "}(of the areas that can be compared)
   *[all] {""}
}, by { $amount } to { $value } in { $period }, from { $before } in { $earlier }.
prose-areas-none = { $name } did not change in any area{ $among ->
    [some] {" "}that can be compared
   *[all] {""}
} between { $earlier } and { $period }.
prose-areas-unknown = { $areas } cannot be compared: { $number ->
    [one] its figure is
   *[other] their figures are
} { $why }.
prose-test = { $kind ->
    [none] { $name }{ $where } did not change: { $value } in { $period } and { $before } in { $earlier }.
    [increase] { $name }{ $where } rose from { $before } in { $earlier } to { $value } in { $period }, { $verdict }: { $measured } ({ $test }, { $chance }).
   *[decrease] { $name }{ $where } fell from { $before } in { $earlier } to { $value } in { $period }, { $verdict }: { $measured } ({ $test }, { $chance }).
}
prose-of = { $value } ({ $part } of { $base })
prose-over = { $value } ({ $part } among { $base })
prose-significant = which is statistically significant
prose-not-significant = which is not statistically significant
prose-border = which lies on the border of statistical significance
prose-ratio = the ratio is { $ratio }, its { $level } interval { $low } to { $high }
prose-difference = the difference is { $points } percentage points, its { $level } interval { $low } to { $high }
prose-p = p = { $p }
prose-p-under = p under { $p }
prose-no-baseline = the financial year before it is not whole
prose-suppressed = not published, to protect people
prose-incomplete = not known yet, because not every month of it has been received
prose-not-available = not available, because no records of it are held
prose-not-applicable = not applicable
prose-undefined = not given, because the earlier figure is nought
prose-source = { $text } (source: { $source })

# --- narrative: what `openscrutiny draft` proposes. `{{` and `}}` come from the program. ------------------------
draft-opening = This report is about { $period }.
draft-signals = Outside the usual range
draft-no-signal = No measure lies outside its usual range.
draft-none-judged = No measure can be judged yet: there are not enough comparable periods.
draft-changes = { $signals ->
    [0] The largest changes on the same { $grain } last year
   *[other] Other large changes on the same { $grain } last year
}
draft-aims = Aims not met
draft-missing = Figures that are not there
preview-faults = What stops the build
preview-none = Nothing stops the build.
preview-empty = Nobody has written this section yet. `openscrutiny draft` proposes one.

unit-days-between = Days between events
column-event-day = Event on
column-days-since = Days since the one before
events-title = { $name }: { $days } days from the one before to the latest, on { $day }{ $kind ->
    [marked] , { $words }
    [within] , within the usual range
   *[none] {""}
}
events-summary = The days between events ({ $name }), each at the day of the later event: { $count } from { $first } to { $last }, the shortest { $shortest }, the longest { $longest } (to { $end }). { $signals ->
    [0] None is marked.
    [one] One is marked: { $marked }.
   *[other] { $signals } are marked: { $marked }.
}
events-table = { $name }: days between events
events-none = { $name }: too few events for a chart of the days between them.
events-rule = Rules: { $profile }, { $chart } chart of the days between events ({ $title }). A high point is a long quiet time; 0 is a second event on the same day.
events-limits = The usual gap is { $mean } days, the limits { $lower } to { $upper }, { $chart ->
    [g] the mean plus and minus three times the square root of mean × (mean + 1)
   *[t] worked out from each gap to the power of 1/3.6, and turned back into days
}, from { $baseline } gaps.
events-worth = If nothing changed, { $alarm } of latest gaps would be marked all the same, and { $year } of years would hold at least one mark.
events-no-limits = A run chart about the median: too few gaps, or gaps too alike, for limits.
events-since = On { $day } it was { $days } days since the latest ({ $name }).
chart-events-below = Counts by { $grain } are drawn about their median; the days between events, below, have limits.
how-events-text = So few happen that the counts by { $grain } have no limits: they are drawn about their median, and runs on one side of it are marked. The limits are those of the days from one event to the next, told beneath their chart.
days-hardly-any = under 0.1
