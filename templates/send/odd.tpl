{{%AUTOESCAPE context="HTML"}}
{{! send/odd.tpl: the character that makes a text UCS-2. Fed by odd (flag), odd_name, odd_in_word with odd_word, odd_many, odd_costs, parts, plain_parts, part_room, plain_room, has_plain }}
<div class="flash tone-warn" id="odd"{{#odd_not}} hidden{{/odd_not}} data-odd><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{{asset}}/icons.svg#alert-triangle"></use></svg>
  <div class="flash-text">
    <p data-slot="costs"{{#odd_costs_not}} hidden{{/odd_costs_not}}><strong><span data-slot="one"{{#odd_many}} hidden{{/odd_many}}>One character makes this</span><span data-slot="many"{{#odd_many_not}} hidden{{/odd_many_not}}>A few characters make this</span> <span data-slot="parts">{{parts}}</span> parts instead of <span data-slot="plain-parts">{{plain_parts}}</span>.</strong></p>
    <p><span data-slot="name">{{odd_name}}</span><span data-slot="in"{{#odd_in_word_not}} hidden{{/odd_in_word_not}}> in “<span data-slot="word">{{odd_word}}</span>”</span> is not in the basic SMS alphabet, so a part holds <span data-slot="room">{{part_room}}</span> characters instead of <span data-slot="plain-room">{{plain_room}}</span>.</p>
  </div>
  <button class="btn btn-small" type="submit" name="straighten" value="1" data-slot="cure"{{#has_plain_not}} hidden{{/has_plain_not}}>Use plain characters</button>
</div>
