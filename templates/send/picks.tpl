{{%AUTOESCAPE context="HTML"}}
{{! send/picks.tpl: recipients as they were read. Fed by pick (rows): position, number, note, bad }}
{{#pick_any}}
<section aria-label="How the recipients were read">
<ul class="pick-list">
  {{#pick}}
  <li class="pick{{#bad}} pick-bad{{/bad}}">{{#bad}}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-circle"></use></svg>{{/bad}}{{#bad_not}}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#circle-check"></use></svg>{{/bad_not}}<span class="pick-num">{{number}}</span><span class="pick-say">{{note}}</span><button type="submit" class="btn btn-small{{#bad_not}} btn-quiet{{/bad_not}}" name="drop" value="{{position}}">Take out<span class="visually-hidden"> {{number}}</span></button></li>
  {{/pick}}
</ul>
</section>
{{/pick_any}}
