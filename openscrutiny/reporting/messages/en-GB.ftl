# Sentences of the report in British English. A workspace may replace any of them in messages/en-GB.ftl.

# --- changes -----------------------------------------------------------------
against-previous = the previous { $grain }
against-last-year = the same { $grain } last year
against-last-year-to-date = the same months of last year

# "a 21% (99) increase on the previous quarter"
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
change-points = { $points }-point

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
sentence-position = { $period } was { $words }; the limits, { $lower } to { $upper }, come from { $baseline }.
sentence-no-limits = No control limits can be drawn for { $period }: { $why }.
sentence-provisional = Figures marked (p) are provisional: records dated in their last { $days } days were still arriving when the extract was taken.
sentence-break = From { $day } the measure is not comparable with before: { $reason } Comparisons across that date are shown with this warning.

# --- charts --------------------------------------------------------------------
chart-title-within = { $name } stayed within the usual range in { $period }
chart-title-above = { $name } rose above the usual range in { $period }
chart-title-below = { $name } fell below the usual range in { $period }
chart-title-no-limits = { $name } to { $period }
chart-summary = { $name } by month, { $first } to { $last }. { $count ->
    [0] No month with a figure
    [one] The one month with a figure was { $latest }
   *[other] The { $count } months with a figure run from { $lowest } ({ $lowest_month }) to { $highest } ({ $highest_month }); the latest, { $latest_month }, was { $latest }
}. { $signals ->
    [0] No month lies outside its limits.
    [one] One month lies outside its limits: { $outside }.
   *[other] { $signals } months lie outside their limits: { $outside }.
}{ $gaps ->
    [0] {""}
    [one] {" "}One month is missing: { $missing }.
   *[other] {" "}{ $gaps } months are missing: { $missing }.
}
areas-title = { $name } by area, the same scale in each
areas-summary = { $name } by month in { $count } areas, { $first } to { $last }. In { $period }: { $values }.
trend-summary = { $first } to { $last }: from { $start } to { $end }

# --- strip ---------------------------------------------------------------------
strip-change = { $kind ->
    [none] no change
    [increase] ▲ { $amount }
   *[decrease] ▼ { $amount }
} on { $against }
strip-year-to-date = { $kind ->
    [none] no change
    [increase] ▲ { $percentage }
   *[decrease] ▼ { $percentage }
} year to date
aim-met = aim met: { $aim }
aim-not-met = aim not met: { $aim }
aim-no-number = no numeric target: { $aim }
aim-none = no aim is stated

# --- signals -------------------------------------------------------------------
position-above = above the upper limit
position-below = below the lower limit
position-within = within the limits
position-none = no limits
state-incomplete = incomplete
state-not-available = not available
state-suppressed = suppressed
state-not-applicable = not applicable
state-incomplete-long = incomplete: not every month of it has been received
state-not-available-long = not available: no records of it have been received
state-suppressed-long = suppressed: the count is small enough to point to people, or would give away one that is
state-not-applicable-long = not applicable

# --- headings and fixed parts ----------------------------------------------------
word-priority = Priority
heading-introduction = Introduction
heading-data-issues = Data issues
heading-scorecard = Balanced scorecard
heading-table = { $title }
heading-priorities = Priorities
heading-how-limits = How the limits were made
heading-areas = By area
good-looks-like = Good looks like
how-limits-text = The limits for { $period } are the mean of { $baseline } ({ $values }), plus and minus { $multiple } times their sample standard deviation: a mean of { $mean }, an upper limit of { $upper } and a lower limit of { $lower }. They are fixed for the year. A measure that has not changed falls outside such limits in about { $alarm } of { $grain }s, so one signal alone is a reason to look, not proof.
how-limits-months = The chart's monthly limits are made in the same way from the twelve months of the year before.
how-counted = { $definition }
table-caption = { $title }, { $period }: control limits, the same { $grain } of last year and the change in the year to date
scorecard-caption = Where each measure of the scorecard stands in { $period }
scorecard-empty = No measure of this report serves this objective yet.
data-issues-loads = Extracts behind this report
data-issues-touches = What each issue touches
table-name-areas = { $name } by area
table-name-months = { $name } by month
note-marks = [c] suppressed to protect people; [i] incomplete; [x] not available; [z] not applicable; (p) provisional.
note-limits = Limits are the mean of the previous financial year's { $grain }s plus and minus { $multiple } sample standard deviations, fixed for the year.
column-measure = Measure
column-objective = Objective
column-upper = Upper limit
column-lower = Lower limit
column-mean = Mean
column-trend = Trend, previous twelve months
column-year-to-date = Year to date, change
column-judgement = Judgement
column-month = Month
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
issue-incomplete = { $months } not received: no period that contains one of them is shown as whole.
issue-revised = { $count ->
    [one] One figure differs from release { $release }.
   *[other] { $count } figures differ from release { $release }.
}
issue-break = From { $day }: { $reason }
issues-none = No data issue is known.
touches-revised = those listed in data/revisions.csv
touches-all = every measure of { $tables }
definitions-fallback = No definitions are kept from before { $day }; the oldest kept are used.

# --- how to read ----------------------------------------------------------------
heading-reading = How to read the charts
reading-line = Each chart shows a measure month by month. The solid line across it is the mean of the financial year before, which is shaded; the dashed lines are the control limits made from that year.
reading-common = A grey dot is common cause: the month lies within the usual range, and its ups and downs need no reason of their own.
reading-signal = A blue diamond is an improvement and an orange square a concern: the month lies outside the limits, on the better or the worse side. A black triangle is a change that is neither better nor worse in itself.
reading-hollow = A hollow mark is provisional: records of that month were still arriving. A gap is a month that was not received or may not be shown; it is never zero.
reading-chance = Limits from a single year are rough. Where nothing has changed, about { $quarters } of quarters and { $months } of months fall outside them all the same, so one mark alone is a reason to look, not proof.
sentence-chance = Of { $judged } measures with limits, { $signals } lie outside them; about { $expected } would be expected to do so by chance this { $grain } if nothing had changed.

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
prose-position = { $name }{ $where } came to { $value } in { $period }, { $words } (limits { $lower } to { $upper }, from { $baseline }).
prose-aim = The aim for { $name }{ $where } is “{ $aim }”: { $way ->
    [increase] { $goal } or more
   *[decrease] { $goal } or fewer
} in { $period }. It came to { $value }, so the aim was { $met ->
    [yes] met
   *[no] not met
}.
prose-aim-words = The aim for { $name } is “{ $aim }”; it gives no number to be judged by.
prose-aim-none = No aim is stated for { $name }.
prose-share = { $name }{ $where } made up { $share } ({ $value }) of the { $total } counted under { $whole } in { $period }.
prose-areas = { $kind ->
    [increase] { $name } rose most in { $clauses }.
   *[decrease] { $name } fell most in { $clauses }.
}
prose-areas-clause = { $area }, by { $amount } to { $value } in { $period }, from { $before } in { $earlier }
prose-areas-none = { $name } did not change in any area between { $earlier } and { $period }.
prose-areas-unknown = { $areas } cannot be compared: the figure is { $why }.
prose-test = { $kind ->
    [none] { $name }{ $where } did not change: { $value } in { $period } and { $before } in { $earlier }.
    [increase] { $name }{ $where } rose from { $before } in { $earlier } to { $value } in { $period }, { $verdict }: { $measured } ({ $test }, { $chance }).
   *[decrease] { $name }{ $where } fell from { $before } in { $earlier } to { $value } in { $period }, { $verdict }: { $measured } ({ $test }, { $chance }).
}
prose-of = { $value } of { $base }
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
prose-not-available = not available, because no records of it have been received
prose-not-applicable = not applicable
prose-undefined = not given, because the earlier figure is nought
prose-source = { $text } (source: { $source })
