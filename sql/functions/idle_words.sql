-- Words that do not tell what is spoken of: particles, words of doing, and the words that nearly every
-- sentence on cooperation has.
create temporary macro idle_words() as
string_split(
    'about accordingly after agreement agreements all allocate allocated allocation almost alone '
    || 'already also altogether among amount amounted and annually another any approximately april '
    || 'are around august award awarded became become been before being between both but by can '
    || 'carried carry carrying conclude concluded conclusion conduct conducted consider considered '
    || 'contract contracts could currently date december declaration declarations dollar dollars '
    || 'during each enter entered established eur euro euros every exist exists expect expected '
    || 'february finance financed first-ever follow followed following follows for force forces from '
    || 'fund funded funding gave give given giving government governments had has have held her here '
    || 'his hold holding implement implementation implemented implementing include included includes '
    || 'including intend intends into its january july june least less made make making march may '
    || 'memoranda memorandum might mln more most must nearly nor not november now number october off '
    || 'only onto operate operates organise organised organize organized other others our out over '
    || 'own participate participated participation per place plan planned plans present propose '
    || 'proposed protocol protocols reach reached receive received republic respectively result '
    || 'resulted resulting results run running same september set shall should sign signed signing '
    || 'since some still such support supported supporting take taken than that the their there '
    || 'these this those thous till today took total treaties treaty under understanding undertake '
    || 'undertaken until usd valid very was were what when where which while who whom whose will '
    || 'with within would year yearly years yet your',
    ' '
);
